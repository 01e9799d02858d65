import getPort from "get-port";
import { Random, text } from "@wirelab/model";
import { currentJob } from "./current-job.ts";
import { CheckFailure } from "./failure.ts";
import type { Job } from "./job.ts";

let supply: Supply | undefined;

/**
 * A port that nothing listens on and that no other check of this machine is given.
 * @throws {CheckFailure} where the submission's own programs hold them all
 */
export async function freePort(): Promise<number> {
  supply ??= new Supply(currentJob());
  return supply.take();
}

/**
 * Each port of a run once, as a port that was used may be held by the system for a minute (TIME_WAIT, RFC 9293 section 3.6.1),
 * and in no order, as a program that takes its neighbour's port must not hit another check's.
 */
export class Supply {
  readonly #left: number[];
  readonly #all: number;
  readonly #isAlone: boolean;
  #given = 0;

  constructor({ seed, sandbox, ports: { from, to } }: Pick<Job, "seed" | "sandbox" | "ports">) {
    this.#all = to - from + 1;
    this.#left = new Random(seed, "ports").shuffle(Array.from({ length: this.#all }, (_, offset) => from + offset)).toReversed();
    this.#isAlone = sandbox === "bwrap";
  }

  async take(): Promise<number> {
    const port = await getPort({ port: { [Symbol.iterator]: () => ({ next: () => ({ value: this.#next(), done: false }) }) } });
    this.#given += 1;
    return port;
  }

  #next(): number {
    const port = this.#left.pop();
    if (port === undefined) throw this.#usedUp();
    return port;
  }

  /** In a network of the run's own there are but the submission's programs and the grader, who knows what it took. */
  #usedUp(): Error {
    if (!this.#isAlone || this.#given >= this.#all / 2) return new Error(`all ports of this run are used up: ${this.#all}`);
    return new CheckFailure(
      {},
      text(
        "Your programs hold so many ports that none is left for this check. A program opens the port that it was told to, and no other.",
        "你的程序占用了太多端口，没有剩下一个给这项检查。程序只应打开它被要求打开的那个端口。",
      ),
    );
  }
}
