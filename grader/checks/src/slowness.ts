import type { Program } from "./program.ts";

/** How often the machine is looked at, in milliseconds. */
const interval = 25;

/** This machine was too slow to prove anything: neither the student's fault nor, where there is a longer time to try, anybody's. */
export class TooSlow extends Error {
  override readonly name = "TooSlow";
}

/** In milliseconds: what a program's threads waited for a CPU in all, when it was last looked at, and what of that may have delayed it. */
interface Starvation {
  readonly seen: number;
  readonly counted: number;
}

type Starving = Pick<Program, "starvation">;

/** Notices, from when it is made until it is disposed of, how long the machine keeps the grader and programs from running. */
export class Slowness implements Disposable {
  readonly #programs: readonly Starving[];
  readonly #timer: NodeJS.Timeout;
  readonly #starvation = new Map<Starving, Starvation>();
  #last = performance.now();
  #latest = 0;
  #lastSign: { readonly at: number; readonly starved: number } | undefined;
  #longestStep = 0;
  #mostStarvedInStep = 0;

  constructor(programs: readonly Starving[]) {
    this.#programs = programs;
    for (const program of programs) this.#starvation.set(program, { seen: program.starvation, counted: 0 });
    this.#timer = setInterval(() => this.#look(), interval).unref();
  }

  /**
   * By how much, at most, something may have happened late that should not have, in milliseconds: the longest that the grader was late
   * itself, and the time for which a program had to wait for a CPU.
   */
  get delay(): number {
    this.#look();
    return this.#latest + this.#starved;
  }

  /** @throws {TooSlow} where something may have happened later than it should have, by so many milliseconds */
  mustStayBelow(delay: number): void {
    if (this.delay > delay)
      throw new TooSlow(`this machine is too slow to tell: something may have been late by ${Math.round(this.delay)} ms`);
  }

  /** Says that the program has been given a sign of life just now. */
  sign(): void {
    this.#look();
    const [at, starved] = [performance.now(), this.#starved];
    if (this.#lastSign) {
      this.#longestStep = Math.max(this.#longestStep, at - this.#lastSign.at);
      this.#mostStarvedInStep = Math.max(this.#mostStarvedInStep, starved - this.#lastSign.starved);
    }
    this.#lastSign = { at, starved };
  }

  /** @throws {TooSlow} where, between two signs or since the last one, a program may have seen none for so long, in milliseconds */
  signsMustBeWithin(time: number): void {
    this.sign();
    const silence = this.#longestStep + this.#mostStarvedInStep;
    if (silence > time)
      throw new TooSlow(`this machine is too slow to tell: a program may have seen nothing for ${Math.round(silence)} ms`);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** How long the program that waited longest for a CPU had to, in milliseconds. */
  get #starved(): number {
    return Math.max(0, ...[...this.#starvation.values()].map(({ counted }) => counted));
  }

  #look(): void {
    const now = performance.now();
    const elapsed = now - this.#last;
    this.#latest = Math.max(this.#latest, elapsed - interval);
    this.#last = now;
    for (const program of this.#programs) {
      const { seen, counted } = this.#starvation.get(program) ?? { seen: 0, counted: 0 };
      const starvation = program.starvation;
      // Threads that waited side by side made nothing later than the time that passed.
      const further = Math.min(Math.max(starvation - seen, 0), elapsed);
      this.#starvation.set(program, { seen: starvation, counted: counted + further });
    }
  }
}
