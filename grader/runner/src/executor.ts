import type { GradeReport } from "@wirelab/model";
import { grade, type GradeRequest } from "./grade.ts";

/** Grades submissions, some at a time, and hands out each report when it is there. */
export interface Executor {
  run(requests: Iterable<GradeRequest>, signal: AbortSignal): AsyncIterable<GradeReport>;
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

/** Grades on this machine, so many submissions at a time. */
export function localExecutor(jobs: number): Executor {
  return {
    async *run(requests, signal) {
      const waiting = requests[Symbol.iterator]();
      const running = new Map<number, Promise<{ slot: number; report: GradeReport }>>();
      for (;;) {
        for (let slot = 0; slot < jobs; slot++) {
          if (running.has(slot)) continue;
          const next = waiting.next();
          if (next.done) break;
          const grading = grade(next.value, { signal, ports: portsOf(slot) });
          running.set(
            slot,
            grading.then((report) => ({ slot, report })),
          );
        }
        if (running.size === 0) return;
        const { slot, report } = await Promise.race(running.values());
        running.delete(slot);
        yield report;
      }
    },
  };
}
