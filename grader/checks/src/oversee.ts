import { statfs } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { overseenLimits, sandboxes } from "@wirelab/sandbox";
import { ignoreGone } from "./stragglers.ts";
import { children, descendants, usage } from "./system/processes.ts";

export interface Overseen {
  readonly memoryBytes: number;
  readonly threads: number;
  readonly files: number;
}

/** How often the programs are looked at, in milliseconds: in that time, one makes some thousands of files. */
const interval = 100;

/** Where a program can make files in memory. */
const inMemory = ["tmp", "dev/shm"];

/**
 * Ends each program of this process that, all of its processes together, uses more than it may; until told to stop. For machines without
 * control groups, where nothing else adds them up.
 */
export async function oversee(signal: AbortSignal, limits: Overseen = overseenLimits): Promise<void> {
  while (!signal.aborted) {
    for (const pid of children(process.pid)) if (await isExcessive(pid, limits)) ignoreGone(() => process.kill(pid, "SIGKILL"));
    await wait(interval, undefined, { ref: false, signal }).catch(() => {});
  }
}

async function isExcessive(pid: number, limits: Overseen): Promise<boolean> {
  const pids = descendants(pid);
  const { memory, threads } = usage(pids);
  if (memory > limits.memoryBytes || threads > limits.threads) return true;
  // What is around the program may still see the machine's own folders.
  const program = pids[sandboxes.bwrap.wrappers];
  return program !== undefined && (await countFiles(program)) > limits.files;
}

/** The files in memory that a process sees; none where it has ended. */
async function countFiles(pid: number): Promise<number> {
  const counts = inMemory.map((folder) =>
    statfs(`/proc/${pid}/root/${folder}`).then(
      // Where the folder is not in memory, it is the machine's own.
      ({ type, files, ffree }) => (type === tmpfs ? files - ffree : 0),
      () => 0,
    ),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

const tmpfs = 0x0102_1994;
