import { inBothRings, sandboxes, type Wrapped } from "@wirelab/sandbox";
import { describe, test, vi } from "vitest";
import { ringCosts } from "../src/bench/rings.ts";
import { spread } from "../src/bench/spread.ts";

describe("what each ring costs", () => {
  const lengths = [
    sandboxes.bwrap.wrap(["true"], { kind: "run" }),
    inBothRings(["true"], { kind: "program", box: "/usr", secret: [] }),
  ].map(({ argv }) => argv.length);
  /** Which of the three: plain, in ring 1, in both. */
  const ringsOf = ({ argv }: Wrapped): number => 1 + lengths.indexOf(argv.length);

  test("is the same on a machine that becomes slower all the time, and has bad moments", async ({ expect }) => {
    let starts = 0;
    const time = vi.fn(async (command: Wrapped) => {
      starts += 1;
      const badMoment = starts % 17 === 0 ? 500 : 0;
      return 2 + (ringsOf(command) > 0 ? 5 : 0) + (ringsOf(command) > 1 ? 9 : 0) + starts / 1000 + badMoment;
    });
    const { run, program } = await ringCosts(time);
    expect([run.median, program.median].map((ms) => Math.round(ms * 10) / 10)).toEqual([5, 9]);
    expect(run.high - run.low).toBeLessThan(1);
  });

  test("is measured in turns, and each of the three comes first as often as the others", async ({ expect }) => {
    const order: number[] = [];
    await ringCosts(async (command) => order.push(ringsOf(command)));
    const rounds = Array.from({ length: order.length / 3 }, (_, round) => order.slice(3 * round, 3 * round + 3));
    for (const round of rounds) expect(new Set(round)).toEqual(new Set([0, 1, 2]));
    const first = Object.values(Object.groupBy(rounds, ([which]) => String(which))).map((own) => own?.length ?? 0);
    expect(first).toHaveLength(3);
    expect(Math.max(...first) - Math.min(...first)).toBeLessThanOrEqual(1);
  });
});

test.for([
  { values: [3, 1, 2], low: 1.5, median: 2, high: 2.5 },
  { values: [4, 1, 3, 2], low: 1.75, median: 2.5, high: 3.25 },
  { values: [7], low: 7, median: 7, high: 7 },
])("the spread of $values", ({ values, ...expected }, { expect }) => {
  expect(spread(values)).toEqual(expected);
});
