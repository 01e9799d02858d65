import { Random } from "@wirelab/model";
import type { Peer } from "./peer.ts";
import type { Program } from "./program.ts";
import { Recorder } from "./recorder.ts";

/** The longest that a check may take, in milliseconds; a program that takes 300 ms for each reply needs 30 s for a hundred. */
const longest = 240_000;

/** One check while it runs: what it made, what it waits for, what happened on the wire. */
export class Check {
  readonly recorder = new Recorder();
  readonly #began = performance.now();
  readonly random: Random;
  readonly programs: Program[] = [];
  readonly peers: Peer[] = [];
  readonly #pending = new Map<Promise<unknown>, string>();

  constructor(seed: number, id: string) {
    this.random = new Random(seed, id);
  }

  /** A check that goes on for so long is kept going by the program: it is ended with what is known. */
  get overdue(): boolean {
    return performance.now() - this.#began > longest;
  }

  /** Remembers an action until it is over, so that one that nobody awaited is noticed. */
  track<T>(name: string, action: Promise<T>): Promise<T> {
    this.#pending.set(action, name);
    const forget = (): boolean => this.#pending.delete(action);
    action.then(forget, forget);
    return action;
  }

  /** The names of the actions that are still under way. */
  pending(): string[] {
    return [...new Set(this.#pending.values())];
  }
}
