import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test as base } from "vitest";
import { Check } from "./check.ts";
import { currentJob } from "./current-job.ts";
import type { Peer } from "./peer.ts";
import { findLeftover } from "./leftover.ts";
import { freePort } from "./ports.ts";
import { Program, type StartOptions } from "./program.ts";
import { failedNeed, finishCheck, stageSuite } from "./stages.ts";

/** Where a program is told to listen, unless a check says otherwise. */
const loopback = "127.0.0.1";

/**
 * A check, with what it is made of as fixtures: `start` starts the submission's program and waits until it listens, `program` is one
 * that was started so, `connect` opens connections to it, `peer` is the first of them; `launch` starts without waiting. `takenPort` is a
 * port that the grader listens on. Each is disposed of when the check is over.
 */
export const test = base
  .extend("check", { auto: true }, async ({ task, skip, onTestFinished }, { onCleanup }) => {
    let need: string | undefined;
    onTestFinished(() => finishCheck(task, need !== undefined));
    need = await failedNeed(task);
    skip(need !== undefined, need);
    const { seed } = currentJob();
    const check = new Check(seed, `${stageSuite(task).name}/${task.name}`);
    onCleanup(async () => {
      check.recorder.stop();
      const pending = check.pending();
      const leftover = await findLeftover(check);
      task.meta.transcript = check.recorder.events;
      await Promise.all(check.programs.map((program) => program[Symbol.asyncDispose]()));
      for (const peer of check.peers) peer[Symbol.dispose]();
      if (pending.length > 0) throw new Error(`the check ended before ${pending.join(", ")} was over: an await is missing`);
      if (leftover) throw leftover;
    });
    return check;
  })
  .extend("random", ({ check }) => check.random)
  .extend("freePort", () => freePort)
  .extend("takenPort", async ({ freePort: port }, { onCleanup }) => {
    const occupant = createServer((socket) => socket.destroy());
    occupant.listen(await port(), loopback);
    await once(occupant, "listening");
    onCleanup(() => void occupant.close());
    return (occupant.address() as AddressInfo).port;
  })
  .extend("launch", ({ check, freePort: port }) => async (options: Partial<StartOptions> = {}): Promise<Program> => {
    const program = new Program(check, currentJob(), { host: loopback, ...options, port: options.port ?? (await port()) });
    check.programs.push(program);
    return program;
  })
  .extend("start", ({ launch }) => async (options: Partial<StartOptions> = {}): Promise<Program> => {
    const program = await launch(options);
    await program.ready();
    return program;
  })
  .extend("program", async ({ start }) => start())
  .extend(
    "connect",
    ({ program }) =>
      (name?: string): Promise<Peer> =>
        program.connect(name),
  )
  .extend("peer", async ({ connect }) => connect());
