import type { CheckResult, GradeReport, Text } from "@wirelab/model";
import { reason } from "./failure.ts";

export interface FailedCheck {
  readonly lab: string;
  readonly check: CheckResult;
  readonly failedBy: readonly GradeReport[];
}

/** The checks that the most submissions fail, the worst first. */
export function mostFailed(reports: readonly GradeReport[]): FailedCheck[] {
  const found = new Map<string, { lab: string; check: CheckResult; failedBy: GradeReport[] }>();
  for (const { report, check } of failures(reports)) {
    const key = `${report.lab} ${check.id}`;
    const entry = found.get(key) ?? { lab: report.lab, check, failedBy: [] };
    entry.failedBy.push(report);
    found.set(key, entry);
  }
  return [...found.values()].toSorted((a, b) => b.failedBy.length - a.failedBy.length);
}

export interface CommonDiagnosis {
  readonly lab: string;
  readonly diagnosis: Text;
  readonly shownBy: readonly GradeReport[];
}

/** The likely mistakes that the most submissions show. Those that differ in a number or a quotation only are one. */
export function commonDiagnoses(reports: readonly GradeReport[]): CommonDiagnosis[] {
  const found = new Map<string, { lab: string; diagnosis: Text; shownBy: Set<GradeReport> }>();
  for (const { report, check } of failures(reports)) {
    if (check.verdict.kind !== "fail" || check.verdict.diagnosis === undefined) continue;
    const diagnosis = reason(check.verdict);
    const key = `${report.lab} ${diagnosis.en.replaceAll(/"[^"]*"|\d+/g, "…")}`;
    const entry = found.get(key) ?? { lab: report.lab, diagnosis, shownBy: new Set() };
    entry.shownBy.add(report);
    found.set(key, entry);
  }
  return [...found.values()]
    .map(({ lab, diagnosis, shownBy }) => ({ lab, diagnosis, shownBy: [...shownBy] }))
    .toSorted((a, b) => b.shownBy.length - a.shownBy.length);
}

function failures(reports: readonly GradeReport[]): { report: GradeReport; check: CheckResult }[] {
  return checksOf(reports).filter(({ check }) => check.verdict.kind === "fail");
}

/** The grader's own troubles, each with whom it befell. */
export function faultsOf(reports: readonly GradeReport[]): { report: GradeReport; check: CheckResult; error: string }[] {
  return checksOf(reports).flatMap(({ report, check }) =>
    check.verdict.kind === "fault" ? [{ report, check, error: check.verdict.error }] : [],
  );
}

function checksOf(reports: readonly GradeReport[]): { report: GradeReport; check: CheckResult }[] {
  return reports.flatMap((report) => report.stages.flatMap(({ checks }) => checks.map((check) => ({ report, check }))));
}

/** How many of the scores, in percent, lie in each tenth; full marks are apart. */
export function distribution(reports: readonly GradeReport[]): number[] {
  const counts = Array.from({ length: 11 }, () => 0);
  for (const report of reports) {
    const tenth = Math.floor(percent(report) / 10);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts;
}

export function median(reports: readonly GradeReport[]): number {
  const sorted = reports.map(percent).toSorted((a, b) => a - b);
  const [low = 0, high = low] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return Math.round((low + high) * 5) / 10;
}

/** The points earned of those that could be. */
function percent({ earned, possible }: GradeReport): number {
  return possible > 0 ? Math.min(100, (100 * earned) / possible) : 0;
}
