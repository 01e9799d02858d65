import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CheckFailure } from "../src/failure.ts";
import { Supply } from "../src/ports.ts";

/** A few of the ports that the runs of these tests are given, and of those that nobody uses. */
const ports = { from: 9300, to: 9309 };

/** Takes ports as a hostile program would; one that somebody has already is taken, too. */
async function occupy(from: number, to: number): Promise<Server[]> {
  const servers = Array.from({ length: to - from + 1 }, () => createServer());
  await Promise.all(
    servers.map(async (server, offset) => {
      server.on("error", () => {});
      server.listen(from + offset);
      await Promise.race([once(server, "listening"), once(server, "close")]).catch(() => {});
    }),
  );
  return servers;
}

describe("the ports of a run", () => {
  let servers: Server[];

  beforeAll(async () => {
    servers = await occupy(ports.from + 2, ports.to);
  });

  afterAll(() => servers.forEach((server) => server.close()));

  test("are each given once, and none that is taken", async () => {
    const supply = new Supply({ seed: 1, sandbox: "bwrap", ports });
    const given = [await supply.take(), await supply.take()];
    expect(new Set(given)).toEqual(new Set([ports.from, ports.from + 1]));
  });

  test("that the submission's own programs hold are its failure, where nobody else can hold them", async () => {
    const supply = new Supply({ seed: 1, sandbox: "bwrap", ports: { ...ports, from: ports.from + 2 } });
    for (let attempt = 0; attempt < 2; attempt++) await expect(supply.take()).rejects.toThrow(CheckFailure);
  });

  test("are no failure of the submission's where somebody else may hold them, nor where the grader used them up", async () => {
    const shared = new Supply({ seed: 1, sandbox: "none", ports: { ...ports, from: ports.from + 2 } });
    await expect(shared.take()).rejects.toThrow(/used up/);
    const usedUp = new Supply({ seed: 1, sandbox: "bwrap", ports: { from: ports.from - 1, to: ports.from - 1 } });
    await usedUp.take();
    await expect(usedUp.take()).rejects.toThrow(/used up/);
  });
});
