import type { Job } from "@wirelab/checks/job";
import { type CheckResult, type GradeReport, type Lab, score, type Stage } from "@wirelab/model";
import { type Sandbox, sandboxes } from "@wirelab/sandbox";
import { CheckProcess } from "./check-process.ts";
import { stage as stageSubmission } from "./intake.ts";
import type { CheckDescription } from "./messages.ts";
import { Refusal } from "./refusal.ts";
import { checkFiles, root } from "./workspace.ts";

/** What is to be graded, and how. */
export interface GradeRequest {
  readonly lab: Lab;
  /** How the submission is called in the report. */
  readonly submission: string;
  /** Where it lies. */
  readonly folder: string;
  readonly seed: number;
  readonly sandbox: Sandbox["mode"];
  /** The stages to judge; all by default. */
  readonly stages?: readonly string[] | undefined;
  /** Leaves the hidden checks out, as a student's own run does. */
  readonly visibleOnly?: boolean | undefined;
}

export interface GradeOptions {
  readonly signal: AbortSignal;
  /** The ports that the run may use; no two runs of this machine at the same time have one in common. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Told of each result as it comes. */
  readonly onResult?: ((result: CheckResult) => void) | undefined;
}

/** Grades one submission in one lab. What the run did not report is a fault in the report. */
export async function grade(request: GradeRequest, options: GradeOptions): Promise<GradeReport> {
  const { lab, submission, folder, seed, sandbox } = request;
  const report = (results: readonly CheckResult[]): GradeReport =>
    score({ lab, submission, seed, sandbox, stages: stagesToRun(request).map(({ id }) => id) }, results);
  try {
    await using staged = await stageSubmission(folder, lab, sandboxes[sandbox], [root]);
    const job: Job = {
      lab: lab.id,
      seed,
      sandbox,
      box: staged.box,
      commands: staged.commands,
      secret: [root],
      ports: options.ports,
      stages: stagesToRun(request).map(({ id, needs }) => ({
        id,
        ...(needs !== undefined && { needs }),
        files: checkFiles(lab.id, id, request.visibleOnly ?? false),
      })),
    };
    return report(await runChecks(job, options));
  } catch (error) {
    if (error instanceof Refusal) return report(refused(request, error));
    if (options.signal.aborted) throw error;
    return report(faulted(request, error));
  }
}

/** The stages asked for, and those that they need. */
function stagesToRun({ lab, stages }: GradeRequest): Stage[] {
  if (!stages) return [...lab.stages];
  const wanted = new Set(stages);
  for (const { id, needs } of lab.stages.toReversed()) if (wanted.has(id) && needs !== undefined) wanted.add(needs);
  return lab.stages.filter(({ id }) => wanted.has(id));
}

async function runChecks(job: Job, { signal, onResult }: GradeOptions): Promise<CheckResult[]> {
  await using child = new CheckProcess(job, signal);
  const results = new Map<string, CheckResult>();
  const errors: string[] = [];
  let announced: readonly CheckDescription[] = [];
  for await (const message of child.messages()) {
    if ("checks" in message) announced = message.checks;
    else if ("error" in message) errors.push(message.error);
    else {
      results.set(message.id, message);
      onResult?.(message);
    }
  }
  signal.throwIfAborted();
  const trouble = [...errors, child.stderr].join("\n").trim();
  if (announced.length === 0) throw new Error(trouble || "no check was found");
  const missing = announced.filter(({ id }) => !results.has(id)).map((check) => faultOf(check, `the check did not report. ${trouble}`));
  const [first] = announced;
  const stray = first && errors.length > 0 ? [faultOf({ ...first, id: `${first.stage}/run`, title: "the run" }, trouble)] : [];
  return [...results.values(), ...missing, ...stray];
}

function faultOf(check: CheckDescription, error: string): CheckResult {
  return { ...check, verdict: { kind: "fault", error }, ms: 0, transcript: [] };
}

/** What stands for the checks where none could be run. */
function unstarted(stage: Stage): CheckDescription {
  return { id: `${stage.id}/start`, stage: stage.id, title: "the submission can be started", hidden: false, weight: 1 };
}

/** The submission cannot be started: its first stage fails, and so nothing else can be tried. */
function refused(request: GradeRequest, { text }: Refusal): CheckResult[] {
  const [first, ...others] = stagesToRun(request);
  if (!first) return [];
  const verdict = { kind: "fail", message: text.en, texts: { message: text } } as const;
  const skip = { kind: "skip", needs: first.id } as const;
  return [
    { ...unstarted(first), verdict, ms: 0, transcript: [] },
    ...others.map((stage) => ({ ...unstarted(stage), verdict: skip, ms: 0, transcript: [] })),
  ];
}

function faulted(request: GradeRequest, error: unknown): CheckResult[] {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stagesToRun(request).map((stage) => faultOf(unstarted(stage), message));
}
