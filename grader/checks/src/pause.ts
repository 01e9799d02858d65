import { setTimeout as wait } from "node:timers/promises";

/** Lets time go by where time itself is what a check is about, in milliseconds. */
export async function pause(milliseconds: number): Promise<void> {
  await wait(milliseconds);
}
