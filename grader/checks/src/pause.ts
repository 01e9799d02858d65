import { setTimeout as wait } from "node:timers/promises";

/** Lets time go by where time itself is what a check is about, in milliseconds. */
export async function pause(milliseconds: number): Promise<void> {
  await wait(milliseconds);
}

/** Timers count in whole milliseconds, and may cut the first one short: so much too early is in time, in milliseconds. */
export const timerSlack = 5;
