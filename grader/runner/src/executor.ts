import { availableParallelism, totalmem } from "node:os";
import { hasFault } from "@wirelab/model";
import { type Graded, gradeOnce, type GradeRequest } from "./grade.ts";
import { type Canary, canaryOf, MachineTrouble } from "./machine.ts";
import type { Results } from "./store/results.ts";
import { sweep } from "./temporary-folder.ts";

/** Grades submissions, some at a time, and hands out each report when it is there. */
export interface Executor {
  run(requests: Iterable<GradeRequest>, signal: AbortSignal): AsyncIterable<Graded>;
}

/** The ports that runs may share out among them: below those that systems pick for outgoing connections (32768 and up on Linux). */
const firstPort = 10_000;
const portsPerRun = 1000;

/** No more runs at a time than there are blocks of ports. */
export const maxJobs = 20;

/** The block of ports for one of the runs that go on at the same time. */
export function portsOf(slot: number): { from: number; to: number } {
  const from = firstPort + slot * portsPerRun;
  return { from, to: from + portsPerRun - 1 };
}

/**
 * What a run takes of memory, and what is left for the rest of the machine, in bytes. Seen at most: 283 MiB for a check process, 150 for
 * a program under the heaviest checks, 50 for each of the others that run beside it, 142 of files that they have written.
 */
const memory = { perRun: 2 ** 30, rest: 2 ** 30 };

/** As many runs at a time as the machine has cores and memory for. */
export function defaultJobs(cores = availableParallelism(), bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)): number {
  const room = Math.floor((bytes - memory.rest) / memory.perRun);
  return Math.max(1, Math.min(maxJobs, cores, room));
}

export interface LocalOptions {
  /** How many submissions at a time. */
  readonly jobs: number;
  /** Where results are taken from, and kept; nowhere by default. */
  readonly results?: Results | undefined;
  /** How the machine is looked at after a fault. */
  readonly canary?: ((sandbox: GradeRequest["sandbox"]) => Canary) | undefined;
}

interface Done {
  readonly slot: number;
  readonly graded: Graded;
}

/** Grades on this machine. Where the machine is to blame for a fault, it stops with a `MachineTrouble`. */
export function localExecutor({ jobs, results, canary = canaryOf }: LocalOptions): Executor {
  return {
    async *run(requests, signal) {
      await sweep();
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const waiting = requests[Symbol.iterator]();
      const running = new Map<number, Promise<Done>>();
      try {
        for (;;) {
          signal.throwIfAborted();
          for (let slot = 0; slot < jobs; slot++) {
            if (running.has(slot)) continue;
            const next = waiting.next();
            if (next.done) break;
            running.set(slot, gradeIn(slot, next.value, { signal: either, results, canary: canary(next.value.sandbox) }));
          }
          if (running.size === 0) return;
          const { slot, graded } = await Promise.race(running.values());
          running.delete(slot);
          yield graded;
        }
      } finally {
        // Whoever breaks off finds nothing still under way.
        stop.abort();
        await Promise.allSettled(running.values());
      }
    },
  };
}

interface SlotOptions {
  readonly signal: AbortSignal;
  readonly results: Results | undefined;
  readonly canary: Canary;
}

async function gradeIn(slot: number, request: GradeRequest, options: SlotOptions): Promise<Done> {
  const graded = await gradeOnce(request, { ...options, ports: portsOf(slot) });
  const reason = hasFault(graded.report) ? await options.canary() : undefined;
  if (reason !== undefined) throw new MachineTrouble(reason);
  return { slot, graded };
}
