import getPort from "get-port";
import type { Random } from "@wirelab/model";
import { currentJob } from "./current-job.ts";

let ports: PortRange | undefined;

/** A port that nothing listens on and that no other check of this machine is given. */
export async function freePort(random: Random): Promise<number> {
  const { from, to } = currentJob().ports;
  ports ??= new PortRange(from, to, random.int(from, to));
  return getPort({ port: ports });
}

/** Each port of a range once: a port that was used may be held by the system for a minute (TIME_WAIT, RFC 9293 section 3.6.1). */
class PortRange implements Iterable<number> {
  readonly #from: number;
  readonly #size: number;
  readonly #first: number;
  #used = 0;

  constructor(from: number, to: number, first: number) {
    this.#from = from;
    this.#size = to - from + 1;
    this.#first = first;
  }

  *[Symbol.iterator](): Iterator<number> {
    while (this.#used < this.#size) yield this.#from + ((this.#first - this.#from + this.#used++) % this.#size);
    throw new Error(`all ${this.#size} ports of this run are used up`);
  }
}
