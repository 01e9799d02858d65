import { setTimeout as wait } from "node:timers/promises";
import { canObserve, processesWith } from "./system/processes.ts";

/** The variable that marks a run's processes in their environment, so that one that left its group is found. */
export const marker = "WIRELAB_RUN";

/** While some processes are looked at, others may come to be: how often in a row none may be found, and the pause between, in milliseconds. */
const calm = { looks: 2, pause: 5 };

/** One that the system cannot end, as it waits for a disk, is given up after so long, in milliseconds. */
const limit = 5000;

/**
 * Ends every process that is left of a run or of one of its programs.
 * @param mark how the processes' mark begins
 */
export async function endStragglers(mark: string): Promise<void> {
  if (!canObserve) return;
  const began = performance.now();
  for (let calmLooks = 0; calmLooks < calm.looks && performance.now() - began < limit; calmLooks++) {
    for (const pid of processesWith(marker, mark)) {
      ignoreGone(() => process.kill(pid, "SIGKILL"));
      calmLooks = -1;
    }
    await wait(calm.pause);
  }
}

/** Does something to a process that may have ended in the meantime. */
export function ignoreGone(action: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
