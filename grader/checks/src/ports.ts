import getPort from "get-port";
import { Random } from "@wirelab/model";
import { currentJob } from "./current-job.ts";
import type { Job } from "./job.ts";

let ports: Iterator<number> | undefined;

/** A port that nothing listens on and that no other check of this machine is given. */
export async function freePort(): Promise<number> {
  ports ??= eachOnce(currentJob());
  const rest = ports;
  // Without a `return` of its own, so that get-port leaves it open for the next call.
  return getPort({ port: { [Symbol.iterator]: () => ({ next: () => rest.next() }) } });
}

/**
 * Each port of a run once, as a port that was used may be held by the system for a minute (TIME_WAIT, RFC 9293 section 3.6.1),
 * and in no order, as a program that takes its neighbour's port must not hit another check's.
 */
function* eachOnce({ seed, ports: { from, to } }: Job): Generator<number> {
  const random = new Random(seed, "ports");
  yield* random.shuffle(Array.from({ length: to - from + 1 }, (_, offset) => from + offset));
  throw new Error(`all ports from ${from} to ${to} are used up`);
}
