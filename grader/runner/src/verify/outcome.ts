import type { GradeReport, Verdict } from "@wirelab/model";
import type { Specimen } from "./corpus.ts";

/** A starter may earn less than this, of 100: the points are for the student's own work. */
const starterLimit = 10;

/** Whether a check could not be run on this machine. */
export function isLacking(verdict: Verdict): boolean {
  return verdict.kind === "skip" && verdict.lacking === true;
}

/** What is wrong with the grade that a program of known outcome got; empty where the checks judged it as they should. */
export function problemsOf({ kind, fails, mayFail }: Specimen, report: GradeReport): string[] {
  const faults = report.stages.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict.kind === "fault"));
  if (faults.length > 0) return faults.map(({ id, verdict }) => `fault in ${id}: ${verdict.kind === "fault" ? verdict.error : ""}`);
  if (kind === "starter") return report.earned < starterLimit ? [] : [`the starter earns ${report.earned} points`];
  return report.stages.flatMap(({ id, status, checks }) => {
    if (mayFail.includes(id)) return [];
    const mustFail = fails.includes(id);
    // What this machine lacks for a check, it lacks for showing the mistake.
    if (mustFail && checks.some(({ verdict }) => isLacking(verdict))) return [];
    if (mustFail && status !== "failed") return [`${id} should fail and is ${status}`];
    if (mustFail || status === "passed" || (status === "skipped" && kind === "rejected")) return [];
    const reasons = checks.flatMap(({ title, verdict }) => (verdict.kind === "fail" ? [`"${title}": ${verdict.message}`] : []));
    return [`${id} should pass and is ${status}: ${reasons.join("; ")}`];
  });
}
