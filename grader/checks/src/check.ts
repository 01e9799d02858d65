import { Random } from "@wirelab/model";
import type { Peer } from "./peer.ts";
import type { Program } from "./program.ts";
import { Recorder } from "./recorder.ts";

/** One check while it runs: what it made, what it waits for, what happened on the wire. */
export class Check {
  readonly recorder = new Recorder();
  readonly random: Random;
  readonly programs: Program[] = [];
  readonly peers: Peer[] = [];
  readonly #pending = new Map<Promise<unknown>, string>();

  constructor(seed: number, id: string) {
    this.random = new Random(seed, id);
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
