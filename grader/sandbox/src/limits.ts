import { totalmem } from "node:os";

const mebi = 2 ** 20;
const gibi = 2 ** 30;

/** What one program may use up. A right program comes nowhere near any of it: a thread for each of 500 clients is the most that one has. */
export const programLimits = {
  /** Processes and threads, of this program's sandbox. Nothing to real root, whom the kernel does not count. */
  processes: 1024,
  fileBytes: 64 * mebi,
  openFiles: 2048,
  /** Of one process, as the kernel counts private memory that may be written: reserved, not only used. 500 stacks of threads are 4 GiB. */
  dataBytes: 6 * gibi,
  cpuSeconds: 60,
  tmpBytes: 16 * mebi,
  sharedMemoryBytes: mebi,
} as const;

/** What one program may use up with all of its processes, where there are no cgroups: the grading process looks every so often. */
export const overseenLimits = {
  memoryBytes: 2 * gibi,
  threads: programLimits.processes,
  /** Files in `/tmp` and in `/dev/shm`: an empty one takes a kilobyte of memory that no size counts. */
  files: 10_000,
} as const;

/** What one grading may use up, its twelve programs at a time and the grading process together: of memory and processes where there are cgroups. */
export const runLimits = {
  memoryBytes: Math.min(4 * gibi, Math.floor(totalmem() / 2)),
  processes: 4096,
  /** What all programs of a run together may write into folders that they are given. Right ones: 142 MiB in all checks, 410 in measurements. */
  scratchBytes: { checks: 384 * mebi, measurements: gibi },
  scratchFiles: 10_000,
} as const;
