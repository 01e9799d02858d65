import { setTimeout as wait } from "node:timers/promises";
import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Program } from "../program.ts";
import { canObserve } from "../system/processes.ts";

/** How often the program is looked at, in milliseconds. */
const interval = 10;

/** A program that waits for something sleeps nearly always, whatever the machine's load; one that loops hardly ever does. */
const enoughSleep = 0.2;

/** A program may still be starting up, and on a loaded machine take long for it: it is watched so often until it is seen to be quiet. */
const windows = 8;

/**
 * The program sleeps while it has to wait, and does not ask again and again.
 * Only where the system tells: see `canObserve`.
 * @param milliseconds how long it is watched
 */
export async function toWaitQuietly(program: Program, milliseconds: number): Promise<void> {
  for (let window = 0; window < windows; window++) if (await isQuiet(program, milliseconds)) return;
  throw await explain(program.check, {
    situation: "wait",
    program,
    message: text("The program burns CPU time while it has to wait.", "程序在等待的时候一直消耗 CPU。"),
  });
}

async function isQuiet(program: Program, milliseconds: number): Promise<boolean> {
  let looks = 0;
  let asleep = 0;
  for (const began = performance.now(); canObserve && !program.exited && performance.now() - began < milliseconds; looks++) {
    if (program.activity().asleep) asleep += 1;
    await wait(interval);
  }
  return looks === 0 || asleep / looks >= enoughSleep;
}
