import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Solitude } from "../src/solitude.ts";

/** Checks that note when they begin and are over; one is over when its part is. */
function checks(): { log: string[]; check: (name: string, part: (solitude: Solitude) => Promise<void>) => Promise<void> } {
  const [solitude, log] = [new Solitude(), [] as string[]];
  return {
    log,
    check: async (name, part) => {
      await solitude.enter();
      log.push(`${name} begins`);
      await part(solitude);
      log.push(`${name} is over`);
      solitude.leave();
    },
  };
}

test("whoever is to be alone waits for the others, and the others for it", async () => {
  const { log, check } = checks();
  const [first, lonely] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const all = [check("a", (solitude) => solitude.alone(() => (log.push("a is alone"), lonely.promise))), check("b", () => first.promise)];
  await turn();
  expect(log).toEqual(["a begins", "b begins"]);
  first.resolve();
  await turn();
  all.push(check("c", async () => {}));
  await turn();
  expect(log.splice(2)).toEqual(["b is over", "a is alone"]);
  lonely.resolve();
  await Promise.all(all);
  expect(log.slice(2).toSorted()).toEqual(["a is over", "c begins", "c is over"]);
});

test("those who are to be alone take turns, though nobody else is there, and though one of them fails", async () => {
  const { log, check } = checks();
  let inside = 0;
  const alone = (solitude: Solitude): Promise<void> =>
    solitude.alone(async () => {
      expect(++inside).toBe(1);
      await turn();
      inside -= 1;
    });
  const failing = (solitude: Solitude): Promise<void> =>
    solitude.alone(() => Promise.reject(new Error("a check's own"))).catch(({ message }: Error) => void log.push(message));
  await Promise.all([check("a", alone), check("b", failing), check("c", alone)]);
  expect(log.filter((line) => line.endsWith("is over"))).toHaveLength(3);
  expect(log).toContain("a check's own");
});
