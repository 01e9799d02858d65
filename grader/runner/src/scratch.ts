import { statfsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Job } from "@wirelab/checks/job";
import { oversee } from "@wirelab/checks/oversee";
import { runLimits } from "@wirelab/sandbox";

/** How much the checks of a run and their programs may write into its folder, where there is a sandbox. */
export function scratchBytesOf({ measurements }: Job): number {
  const { scratchBytes } = runLimits;
  return measurements ? scratchBytes.measurements : scratchBytes.checks;
}

/** How often the folder is looked at, in milliseconds: in that time, a program makes some thousands of files. */
const interval = 100;

/** Ends every program: it uses more than nothing. */
const nothing = { memoryBytes: 0, threads: 0, files: 0 };

/**
 * Lets no program run any more once there are more files in a run's folder in memory than there may be. How many they are is nothing that
 * its size bounds, and where a program that was ended has left them there, the next one has no right to more.
 */
export async function overseeScratch(folder: string, signal: AbortSignal, most: number = runLimits.scratchFiles): Promise<void> {
  while (!signal.aborted) {
    const { files, ffree } = statfsSync(folder);
    if (files - ffree > most) return oversee(signal, nothing);
    await wait(interval, undefined, { ref: false, signal }).catch(() => {});
  }
}
