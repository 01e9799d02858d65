import type { TaskMeta } from "vitest";

/** How long something is done again and again: first to warm up the program, then to count, in milliseconds. */
const times = { warmUp: 100, counted: 400 };

const mebi = 2 ** 20;

/** What is measured of one program in one round. */
export class Sample {
  readonly #meta: TaskMeta;

  constructor(meta: TaskMeta) {
    this.#meta = meta;
  }

  /** Takes a value, in the measurement's unit. */
  take(value: number): void {
    this.#meta.sample = value;
  }

  /** Takes how many milliseconds something lasts. */
  async time<T>(action: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await action();
    this.take(performance.now() - began);
    return result;
  }

  /** Takes how often a second something can be done: it is done for a while, and at least twice. */
  async rate(action: () => Promise<void>, amount = 1): Promise<void> {
    await repeat(action, times.warmUp);
    const { count, ms } = await repeat(action, times.counted);
    this.take((count * amount) / (ms / 1000));
  }

  /** Takes how many MiB a second go through, as `rate` does. */
  async speed(bytes: number, action: () => Promise<void>): Promise<void> {
    await this.rate(action, bytes / mebi);
  }

  /** Takes how many MiB a second go through, where it can be done only once. */
  async speedOnce(bytes: number, action: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await action();
    this.take(bytes / mebi / ((performance.now() - began) / 1000));
  }

  /** Takes an amount of memory in MiB. */
  memory(bytes: number): void {
    this.take(bytes / mebi);
  }
}

async function repeat(action: () => Promise<void>, atLeast: number): Promise<{ count: number; ms: number }> {
  const began = performance.now();
  for (let count = 1; ; count++) {
    await action();
    const ms = performance.now() - began;
    if (ms >= atLeast) return { count, ms };
  }
}
