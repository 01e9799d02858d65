import { type GradeReport, type Leaderboard, type LeaderboardRow, ranked } from "@wirelab/model";
import { type Executor, portsOf } from "../executor.ts";
import type { GradeRequest } from "../grade.ts";
import { passedStages } from "./compare.ts";
import { measure } from "./measure.ts";

export interface LeaderboardOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** How often each submission and the reference are measured. */
  readonly rounds?: number;
  /** Told of each submission that was graded, and of each that was measured. */
  readonly onProgress: (done: number, all: number, submission: string) => void;
}

/**
 * Ranks submissions to one lab. They are graded some at a time; then each is measured beside the reference, with nothing else going on.
 * @param requests of one lab and one seed, at least one, each submission under a name of its own
 */
export async function leaderboard(
  requests: readonly GradeRequest[],
  { executor, signal, rounds, onProgress }: LeaderboardOptions,
): Promise<Leaderboard> {
  const [first] = requests;
  if (!first) throw new Error("a leaderboard needs a submission");
  const { lab, seed, sandbox } = first;
  const reports = new Map<string, GradeReport>();
  for await (const { report } of executor.run(requests, signal)) {
    reports.set(report.submission, report);
    onProgress(reports.size, 2 * requests.length, report.submission);
  }
  const rows: Omit<LeaderboardRow, "place">[] = [];
  for (const { submission, folder } of requests) {
    const report = reports.get(submission);
    if (!report) throw new Error(`no report came for ${submission}`);
    const request = { lab, folder, seed, sandbox, passed: passedStages(report), only: "ranking", rounds } as const;
    const [measurement] = await measure(request, { signal, ports: portsOf(0) });
    rows.push({ submission, earned: report.earned, possible: report.possible, ...(measurement && { measurement }) });
    onProgress(reports.size + rows.length, 2 * requests.length, submission);
  }
  return { version: 1, lab: lab.id, seed, sandbox, rows: ranked(rows) };
}
