import { Random } from "@wirelab/model";
import type { ByteStream } from "./byte-stream.ts";
import type { DatagramPeer } from "./datagram-peer.ts";
import { findLeftover } from "./leftover.ts";
import type { LossyNetwork } from "./lossy-network.ts";
import type { Peer } from "./peer.ts";
import type { Program } from "./program.ts";
import { Recorder } from "./recorder.ts";
import type { Server } from "./server.ts";
import { Slowness, TooSlow } from "./slowness.ts";
import { Solitude } from "./solitude.ts";

/** The longest that a check may take, in milliseconds; a program that takes 300 ms for each reply needs 30 s for a hundred. */
const longest = 240_000;

/** A rule about time stands back where something may have been late by more than this share of the time. */
const tolerable = 0.1;

const solitude = new Solitude();

/** One check while it runs: what it made, what it waits for, what happened on the wire. */
export class Check {
  recorder = new Recorder();
  #began = performance.now();
  readonly random: Random;
  readonly programs: Program[] = [];
  readonly peers: Peer[] = [];
  readonly servers: Server[] = [];
  readonly datagramPeers: DatagramPeer[] = [];
  readonly networks: LossyNetwork[] = [];
  readonly #pending = new Map<Promise<unknown>, string>();

  readonly #seed: number;
  readonly #id: string;

  /** Begins a check, which `end` is to be called for. */
  static async begin(seed: number, id: string): Promise<Check> {
    await solitude.enter();
    return new Check(seed, id);
  }

  private constructor(seed: number, id: string) {
    this.#seed = seed;
    this.#id = id;
    this.random = new Random(seed, id);
  }

  /** Random values of their own for a part of the check, whatever else is drawn. */
  randomFor(part: string): Random {
    return new Random(this.#seed, `${this.#id}/${part}`);
  }

  /** All conversations in bytes: over connections, and over the standard input and output of programs. */
  get streams(): ByteStream[] {
    return [...this.peers, ...this.programs.flatMap((program) => (program.interactive ? [program.stdio] : []))];
  }

  /** How long it has been running, in milliseconds, without what it waited for others. */
  get ms(): number {
    return performance.now() - this.#began;
  }

  /** A check that goes on for so long is kept going by the program: it is ended with what is known. */
  get overdue(): boolean {
    return this.ms > longest;
  }

  /** Runs a part of the check that no other check's programs may meet; nothing that was made before may be left. */
  alone<T>(part: () => Promise<T>): Promise<T> {
    const asked = performance.now();
    return solitude.alone(() => {
      const waited = performance.now() - asked;
      this.#began += waited;
      this.recorder.leaveOut(waited);
      return part();
    });
  }

  /** Disposes of all that was made. */
  async end(): Promise<void> {
    try {
      await this.clear();
    } finally {
      solitude.leave();
    }
  }

  /** Disposes of all that was made so far. */
  async clear(): Promise<void> {
    const made = [this.peers, this.servers, this.datagramPeers, this.networks].flatMap((list): Disposable[] => list.splice(0));
    await Promise.all(this.programs.splice(0).map((program) => program[Symbol.asyncDispose]()));
    for (const thing of made) thing[Symbol.dispose]();
  }

  /**
   * Tries a rule about time. Where it does not hold and this machine was so slow that this may be the reason, it is tried anew, with the
   * next time; each try has programs and peers of its own.
   * @param times what to try, in milliseconds: a machine too slow to keep a short time keeps a longer one
   * @param attempt throws where the rule did not hold, or the machine was too slow to tell; nothing may be left over after it
   */
  async inTime(times: readonly number[], attempt: (time: number, slowness: Slowness) => Promise<void>): Promise<void> {
    for (const [number, time] of times.entries()) {
      using slowness = new Slowness(this.programs);
      try {
        await attempt(time, slowness);
        const leftover = await findLeftover(this);
        if (!leftover) return;
        throw leftover;
      } catch (error) {
        const provesNothing = error instanceof TooSlow || slowness.delay > time * tolerable;
        if (number === times.length - 1 || !provesNothing) throw error;
      }
      await this.clear();
      this.recorder = new Recorder();
    }
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
