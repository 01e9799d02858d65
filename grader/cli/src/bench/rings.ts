import { cleanEnvironment, inBothRings, run, sandboxes, type Wrapped } from "@wirelab/sandbox";
import { type Spread, spread } from "./spread.ts";

const rounds = 40;

/** The command does nothing, so that what is measured is the sandbox. */
const nothing = ["true"];

/**
 * What each ring adds to the start and end of a process, in milliseconds, as programs are started: the second within the first. All starts of
 * a round have the same neighbours on this machine, so that a round's own differences are taken; they take turns in coming first.
 * @param time starts a command, waits for its end and tells how long both took
 */
export async function ringCosts(time: (command: Wrapped) => Promise<number> = startAndEnd): Promise<{ run: Spread; program: Spread }> {
  const commands: readonly Wrapped[] = [
    { argv: nothing, env: cleanEnvironment(), feeds: [], expendable: false },
    sandboxes.bwrap.wrap(nothing, { kind: "run" }),
    inBothRings(nothing, { kind: "program", box: "/usr", secret: [] }),
  ];
  const added = { run: [] as number[], program: [] as number[] };
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const ms = commands.map(() => 0);
    for (const turn of commands.keys()) {
      const which = (round + turn) % commands.length;
      ms[which] = await time(commands[which] as Wrapped);
    }
    const [plain = 0, aroundRun = 0, aroundBoth = 0] = ms;
    if (round === 0) continue;
    added.run.push(aroundRun - plain);
    added.program.push(aroundBoth - aroundRun);
  }
  return { run: spread(added.run), program: spread(added.program) };
}

async function startAndEnd(command: Wrapped): Promise<number> {
  const began = performance.now();
  const { code, stderr } = await run(command, { cwd: "/", timeout: 60_000 });
  if (code !== 0) throw new Error(`a start in the sandbox failed: ${stderr}`);
  return performance.now() - began;
}
