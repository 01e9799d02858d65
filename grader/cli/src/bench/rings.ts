import { cleanEnvironment, run, sandboxes, type Wrapped } from "@wirelab/sandbox";
import { median } from "./median.ts";

const rounds = 40;

/** The command does nothing, so that what is measured is the sandbox. */
const nothing = ["true"];

/**
 * What each ring adds to the start and end of a process, in milliseconds: the median of what a round's start within it took more than the
 * round's plain one, as all starts of a round have the same neighbours on this machine.
 */
export async function ringCosts(): Promise<{ run: number; program: number }> {
  const { bwrap } = sandboxes;
  const plain: Wrapped = { argv: nothing, env: cleanEnvironment(), feeds: [], expendable: false };
  const aroundRun = bwrap.wrap(nothing, { kind: "run" });
  const aroundProgram = bwrap.wrap(nothing, { kind: "program", box: "/usr", secret: [] });
  const costs = { run: [] as number[], program: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const floor = await time(plain);
    costs.run.push((await time(aroundRun)) - floor);
    costs.program.push((await time(aroundProgram)) - floor);
  }
  return { run: median(costs.run), program: median(costs.program) };
}

async function time(command: Wrapped): Promise<number> {
  const began = performance.now();
  const { code, stderr } = await run(command, { cwd: "/", timeout: 60_000 });
  if (code !== 0) throw new Error(`a start in the sandbox failed: ${stderr}`);
  return performance.now() - began;
}
