import type { CheckResult, Stage } from "@wirelab/model";
import type { CheckDescription } from "./messages.ts";
import type { Refusal } from "./refusal.ts";

/** Adds a fault for each check that did not report, and one for errors that belong to no check. */
export function withFaults(
  announced: readonly CheckDescription[],
  results: ReadonlyMap<string, CheckResult>,
  trouble: string,
  stray: boolean,
): CheckResult[] {
  const [first] = announced;
  if (!first) throw new Error(trouble || "no check was found");
  const all = announced.map((check) => results.get(check.id) ?? faultOf(check, `the check did not report. ${trouble}`));
  const ofTheRun = stray ? [faultOf({ ...first, id: `${first.stage}/run`, title: "the run" }, trouble)] : [];
  return [...all, ...ofTheRun];
}

/**
 * A submission over which the check process dies again and again is left for a person to look at.
 * What was found before is no part of the score: whoever can end the process could do so right before a check that fails.
 */
export function setAside(stages: readonly Stage[], announced: readonly CheckDescription[], how: string): CheckResult[] {
  const checks = announced.length > 0 ? announced : stages.map(unstarted);
  const error = `The process that judges this submission died ${how} This machine is in order, so the submission was set aside: look at it by hand.`;
  return checks.map((check) => faultOf(check, error));
}

/** The submission cannot be started: its first stage fails, and so nothing else can be tried. */
export function refused(stages: readonly Stage[], { text }: Refusal): CheckResult[] {
  const [first, ...others] = stages;
  if (!first) return [];
  const verdict = { kind: "fail", message: text.en, texts: { message: text }, unstarted: true } as const;
  const skip = { kind: "skip", needs: first.id } as const;
  return [
    { ...unstarted(first), verdict, ms: 0, transcript: [] },
    ...others.map((stage) => ({ ...unstarted(stage), verdict: skip, ms: 0, transcript: [] })),
  ];
}

/** Nothing could be judged, and that is ours. */
export function faulted(stages: readonly Stage[], error: unknown): CheckResult[] {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stages.map((stage) => faultOf(unstarted(stage), message));
}

function faultOf(check: CheckDescription, error: string): CheckResult {
  return { ...check, verdict: { kind: "fault", error }, ms: 0, transcript: [] };
}

/** What stands for the checks where none could be run. */
function unstarted(stage: Stage): CheckDescription {
  return { id: `${stage.id}/start`, stage: stage.id, title: "the submission can be started", hidden: false, weight: 1 };
}
