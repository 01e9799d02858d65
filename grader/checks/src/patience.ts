import { setImmediate as turn } from "node:timers/promises";
import type { Program } from "./program.ts";
import { canObserve } from "./system/processes.ts";

/**
 * How long a program may sit idle, in milliseconds, before what it should have done counts as not done.
 * A program that is starved by a loaded machine is not idle, so these hold on any machine.
 */
export const allowance = {
  /** A reply may take 300 ms. */
  reply: 1500,
  /** Starting up may take 3 s. */
  start: 5000,
  /** Closing a connection may take 1 s. */
  close: 2500,
  /** Ending after a signal or an error may take 2 s. */
  exit: 3000,
} as const;

/** How often a program is looked at while something is waited for, in milliseconds: a fraction of the allowance, within bounds. */
function intervalFor(idle: number): number {
  return Math.min(Math.max(idle / 16, 8), 60);
}

/** Busy for so long without doing what it should: a loop without end. CPU time, and wall-clock time as the last resort. */
const busyLimit = { cpu: 10_000, wall: 120_000 };

/** A program that got or gave so many bytes since the last look may be waiting for us to go on: a page, the least that a pipe holds. */
const inTransfer = 4096;

/** To show what follows something wrong, no longer than this is waited, in milliseconds. */
export const settleWall = 400;

/** After a program's end its last bytes are still under way to us for a moment. */
const afterExit = 200;

export type Outcome<T> = { readonly happened: true; readonly value: T } | { readonly happened: false; readonly busy: boolean };

/**
 * Waits for something that a program must bring about, and gives up when the program could have done it and did not:
 * when it has been idle for the allowance in all, has ended, or has burnt CPU time without end.
 * @param idle the allowance, in milliseconds
 * @param wall the most wall-clock time that is waited in any case, in milliseconds
 */
export async function patiently<T>(
  event: Promise<T>,
  programs: readonly Program[],
  idle: number,
  wall: number = busyLimit.wall,
): Promise<Outcome<T>> {
  const watch = new Watch(programs, idle, wall);
  try {
    return await Promise.race([event.then((value) => ({ happened: true, value }) as const), watch.givenUp]);
  } finally {
    watch.stop();
  }
}

class Watch {
  readonly givenUp: Promise<{ readonly happened: false; readonly busy: boolean }>;
  readonly #programs: readonly Program[];
  readonly #interval: number;
  readonly #wall: number;
  readonly #began = performance.now();
  #last = performance.now();
  #idleLeft: number;
  #cpuAtFirst: number | undefined;
  #transferred = 0;
  #stopped = false;

  constructor(programs: readonly Program[], idle: number, wall: number) {
    this.#programs = programs;
    this.#wall = wall;
    this.#interval = intervalFor(idle);
    this.#idleLeft = canObserve ? idle : idle * 3;
    this.givenUp = this.#watch();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #watch(): Promise<{ readonly happened: false; readonly busy: boolean }> {
    for (;;) {
      await new Promise<void>((done) => setTimeout(done, this.#interval).unref());
      if (this.#stopped) return new Promise(() => {});
      const busy = this.#look();
      if (busy === undefined) continue;
      // What the program did before it was looked at may still wait in our own sockets.
      await turn();
      await turn();
      return { happened: false, busy };
    }
  }

  /** Whether patience has run out, and if so, whether the program was busy to the last. */
  #look(): boolean | undefined {
    const now = performance.now();
    // A pause of our own event loop is no idleness of the program.
    const step = Math.min(now - this.#last, 2 * this.#interval);
    this.#last = now;
    const running = this.#programs.filter((program) => !program.exited);
    if (running.length === 0) this.#idleLeft = Math.min(this.#idleLeft, afterExit);
    const activities = running.map((program) => program.activity());
    const cpu = activities.reduce((sum, activity) => sum + activity.cpu, 0);
    this.#cpuAtFirst ??= cpu;
    const transferred = running.reduce((sum, program) => sum + program.transferred, 0);
    const moves = transferred - this.#transferred >= inTransfer;
    this.#transferred = transferred;
    if (!moves && activities.every(({ asleep }) => asleep)) this.#idleLeft -= step;
    if (this.#idleLeft <= 0) return false;
    return cpu - this.#cpuAtFirst > busyLimit.cpu || now - this.#began > this.#wall || this.#programs.some(({ check }) => check.overdue)
      ? true
      : undefined;
  }
}
