import type { Lab, Stage } from "./lab.ts";
import type { GradeReport, SandboxMode, StageReport, StageStatus } from "./report.ts";
import type { CheckResult } from "./verdict.ts";

interface Run {
  readonly lab: Lab;
  readonly submission: string;
  readonly seed: number;
  readonly sandbox: SandboxMode;
  /** The stages that were asked for; all of the lab's by default. */
  readonly stages?: readonly string[];
}

/**
 * Turns what the checks found into a grade report.
 * A stage's points are shared out over its checks by weight. A fault is left out of the sharing, so that it costs nothing;
 * a stage in which nothing but faults came of it counts neither as earned nor as possible.
 */
export function score(run: Run, results: readonly CheckResult[]): GradeReport {
  const stages = run.lab.stages.filter(({ id }) => run.stages?.includes(id) ?? true).map((stage) => scoreStage(stage, results));
  return {
    version: 1,
    lab: run.lab.id,
    submission: run.submission,
    earned: hundredths(stages.reduce((sum, { earned }) => sum + earned, 0)),
    possible: stages.reduce((sum, { points, checks }) => sum + (checks.some(counts) ? points : 0), 0),
    seed: run.seed,
    sandbox: run.sandbox,
    stages,
  };
}

/** What came of one stage, out of the results of a whole run. */
export function scoreStage(stage: Stage, results: readonly CheckResult[]): StageReport {
  const own = results.filter((result) => result.stage === stage.id);
  const checks = own.length > 0 ? own : [nothingRan(stage)];
  const counted = checks.filter(counts);
  const weight = weigh(counted);
  const passed = counted.filter(({ verdict }) => verdict.kind === "pass");
  return {
    id: stage.id,
    title: stage.title,
    points: stage.points,
    earned: weight > 0 ? hundredths((stage.points * weigh(passed)) / weight) : 0,
    status: statusOf(checks),
    checks,
  };
}

/** Whether a check has a part in the stage's points: faults and what this machine cannot check have none. */
export function counts({ verdict }: CheckResult): boolean {
  return verdict.kind === "pass" || verdict.kind === "fail" || (verdict.kind === "skip" && !verdict.lacking);
}

function statusOf(checks: readonly CheckResult[]): StageStatus {
  const kinds = new Set(checks.filter((check) => counts(check) || check.verdict.kind === "fault").map(({ verdict }) => verdict.kind));
  if (kinds.has("fail")) return "failed";
  if (kinds.has("fault")) return "fault";
  return kinds.has("skip") || !kinds.has("pass") ? "skipped" : "passed";
}

function nothingRan(stage: Stage): CheckResult {
  return {
    id: `${stage.id}/no-check`,
    stage: stage.id,
    title: "no check ran",
    hidden: false,
    weight: 1,
    verdict: { kind: "fault", error: `no check of stage ${stage.id} was run` },
    ms: 0,
    transcript: [],
  };
}

function weigh(checks: readonly CheckResult[]): number {
  return checks.reduce((sum, { weight }) => sum + weight, 0);
}

function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}
