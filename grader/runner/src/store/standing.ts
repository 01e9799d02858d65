import type { GradeReport, Verdict } from "@wirelab/model";

/** Where a submission stands: of a report, what a later one is compared with. */
export interface Standing {
  readonly lab: string;
  readonly submission: string;
  readonly earned: number;
  readonly possible: number;
  /** What each check found, by its id. */
  readonly verdicts: Readonly<Record<string, Verdict["kind"]>>;
}

export function standingOf({ lab, submission, earned, possible, stages }: GradeReport): Standing {
  const checks = stages.flatMap((stage) => stage.checks);
  return { lab, submission, earned, possible, verdicts: Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict.kind])) };
}

/** What grading a submission anew has changed. */
export interface Change {
  readonly lab: string;
  readonly submission: string;
  readonly before: Standing;
  readonly now: Standing;
  /** The checks that found something else than before; `none` where there was, or is, no such check. */
  readonly checks: readonly { readonly id: string; readonly before: Verdict["kind"] | "none"; readonly now: Verdict["kind"] | "none" }[];
}

/** How a submission stands now, compared with before; undefined where nothing has changed. */
export function changeOf(before: Standing, now: Standing): Change | undefined {
  const ids = [...new Set([...Object.keys(before.verdicts), ...Object.keys(now.verdicts)])];
  const checks = ids
    .map((id) => ({ id, before: before.verdicts[id] ?? "none", now: now.verdicts[id] ?? "none" }) as const)
    .filter((check) => check.before !== check.now);
  if (checks.length === 0 && before.earned === now.earned && before.possible === now.possible) return undefined;
  return { lab: now.lab, submission: now.submission, before, now, checks };
}
