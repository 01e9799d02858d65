import type { Transport } from "./lab.ts";
import { type Divergence, firstDivergence } from "./divergence.ts";
import type { Measurement } from "./measurement.ts";
import type { GradeReport, SandboxMode } from "./report.ts";
import type { CheckResult } from "./verdict.ts";

/** A submission beside the reference: graded with the same seed, measured in turn. */
export interface Comparison {
  readonly version: 1;
  readonly lab: string;
  readonly seed: number;
  readonly sandbox: SandboxMode;
  readonly submission: GradeReport;
  readonly reference: GradeReport;
  /** The first check, in the lab's order, that tells the two apart; not there where none does. */
  readonly difference?: Difference;
  readonly measurements: readonly Measurement[];
}

/** A check with different verdicts. Its two transcripts are in the reports. */
export interface Difference {
  readonly check: string;
  /** Where what happened on the wire parts; not there where it does not. */
  readonly divergence?: Divergence;
}

/** The first check that one of the two passes and the other fails. What was not judged tells nothing. */
export function firstDifferingCheck(submission: GradeReport, reference: GradeReport, transport: Transport): Difference | undefined {
  for (const own of checksOf(submission)) {
    const other = checkOf(reference, own.id);
    if (!other || !isJudged(own) || !isJudged(other) || own.verdict.kind === other.verdict.kind) continue;
    const divergence = firstDivergence(own.transcript, other.transcript, transport);
    return { check: own.id, ...(divergence && { divergence }) };
  }
  return undefined;
}

/** A check of a report, by its id. */
export function checkOf(report: GradeReport, id: string): CheckResult | undefined {
  return checksOf(report).find((check) => check.id === id);
}

function checksOf({ stages }: GradeReport): readonly CheckResult[] {
  return stages.flatMap(({ checks }) => checks);
}

function isJudged({ verdict }: CheckResult): boolean {
  return verdict.kind === "pass" || verdict.kind === "fail";
}

/** A class in one lab, the best first: by points, and among the same points by the measurement that ranks. */
export interface Leaderboard {
  readonly version: 1;
  readonly lab: string;
  readonly seed: number;
  readonly sandbox: SandboxMode;
  readonly rows: readonly LeaderboardRow[];
}

export interface LeaderboardRow {
  /** From 1 on; who is level shares a place. */
  readonly place: number;
  readonly submission: string;
  readonly earned: number;
  readonly possible: number;
  /** The lab's measurement that ranks; not there where the lab has none. */
  readonly measurement?: Measurement;
}

/** Gives each its place. Who was not measured comes after those with the same points who were. */
export function ranked(rows: readonly Omit<LeaderboardRow, "place">[]): LeaderboardRow[] {
  const inOrder = rows.toSorted((a, b) => byRank(a, b) || a.submission.localeCompare(b.submission));
  return inOrder.map((row) => ({ place: inOrder.findIndex((other) => byRank(other, row) === 0) + 1, ...row }));
}

type Rankable = Pick<LeaderboardRow, "earned" | "possible" | "measurement">;

function byRank(a: Rankable, b: Rankable): number {
  return share(b) - share(a) || advantage(b) - advantage(a);
}

/** Of the points that could be judged, so that a fault of the grader's moves nobody down. */
function share({ earned, possible }: Rankable): number {
  return possible > 0 ? earned / possible : 0;
}

/** By how much a submission is ahead of the reference; where that is not known, less than any that is. */
function advantage({ measurement }: Rankable): number {
  if (measurement?.outcome.kind !== "measured") return 0;
  const { median } = measurement.outcome.ratio;
  return measurement.better === "more" ? median : 1 / median;
}
