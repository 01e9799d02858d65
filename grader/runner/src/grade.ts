import { randomUUID } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job, Programs } from "@wirelab/checks/job";
import { type CheckResult, type GradeReport, type Lab, score, scoreStage, type Stage, type StageReport } from "@wirelab/model";
import { type Sandbox, sandboxes } from "@wirelab/sandbox";
import { CheckProcess } from "./check-process.ts";
import { stage as stageSubmission, type Staged } from "./intake.ts";
import type { CheckDescription } from "./messages.ts";
import { Refusal } from "./refusal.ts";
import { checkFiles, foldersOf, root } from "./workspace.ts";

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
  /** Told of each stage when its last check is over, in the lab's order; the run ends early where it returns `"stop"`. */
  readonly onStage?: ((stage: StageReport) => "go on" | "stop") | undefined;
}

/** Grades one submission in one lab. What the run did not report is a fault in the report. */
export async function grade(request: GradeRequest, options: GradeOptions): Promise<GradeReport> {
  const { lab, submission, seed, sandbox } = request;
  const stages = stagesToRun(request);
  const results = await findResults(request, stages, options);
  // Only who listens stage by stage can have stopped the run.
  const judged = options.onStage ? stages.filter(({ id }) => results.some(({ stage }) => stage === id)) : stages;
  return score({ lab, submission, seed, sandbox, stages: judged.map(({ id }) => id) }, results);
}

async function findResults(request: GradeRequest, stages: readonly Stage[], options: GradeOptions): Promise<CheckResult[]> {
  const { lab, folder, sandbox, visibleOnly } = request;
  try {
    await using submission = await stageSubmission(folder, lab, sandboxes[sandbox], [root]);
    await using reference = lab.interoperates && !visibleOnly ? await stageReference(lab, sandboxes[sandbox]) : undefined;
    await using scratch = await mkdtempDisposable(join(tmpdir(), "wirelab-"));
    return await runChecks(makeJob(request, stages, { submission, reference, scratch: scratch.path }, options), stages, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    const results = error instanceof Refusal ? refused(stages, error) : faulted(stages, error);
    const [first] = stages;
    if (first) options.onStage?.(scoreStage(first, results));
    return results;
  }
}

/** @throws {Error} where the reference cannot be started: that is not the student's fault */
async function stageReference(lab: Lab, sandbox: Sandbox): Promise<Staged> {
  try {
    return await stageSubmission(foldersOf(lab.id).solution, lab, sandbox, [root]);
  } catch (error) {
    throw new Error(`the reference of ${lab.id} cannot be started`, { cause: error });
  }
}

function makeJob(
  { lab, seed, sandbox, visibleOnly }: GradeRequest,
  stages: readonly Stage[],
  { submission, reference, scratch }: Pick<Job, "submission" | "scratch"> & { readonly reference: Programs | undefined },
  options: GradeOptions,
): Job {
  const { ports, onStage } = options;
  return {
    lab: lab.id,
    run: randomUUID(),
    seed,
    sandbox,
    transport: lab.transport ?? "tcp",
    env: lab.env ?? {},
    scratch,
    submission: programs(submission),
    ...(reference && { reference: programs(reference) }),
    secret: [root],
    ports,
    stages: (onStage ? stages : slowestFirst(stages)).map(({ id, needs }) => ({
      id,
      ...(needs !== undefined && { needs }),
      files: checkFiles(lab.id, id, visibleOnly ?? false),
    })),
  };
}

function programs({ box, commands, missing }: Programs): Programs {
  return { box, commands, missing };
}

/** The stages that others wait for, then the rest from the last on: late stages are about time-outs, and take the longest. */
function slowestFirst(stages: readonly Stage[]): Stage[] {
  const needed = new Set(stages.map(({ needs }) => needs));
  return [...stages.filter(({ id }) => needed.has(id)), ...stages.filter(({ id }) => !needed.has(id)).toReversed()];
}

/** The stages asked for, and those that they need. */
function stagesToRun({ lab, stages }: GradeRequest): Stage[] {
  if (!stages) return [...lab.stages];
  const wanted = new Set(stages);
  for (const { id, needs } of lab.stages.toReversed()) if (wanted.has(id) && needs !== undefined) wanted.add(needs);
  return lab.stages.filter(({ id }) => wanted.has(id));
}

async function runChecks(job: Job, stages: readonly Stage[], { signal, onStage }: GradeOptions): Promise<CheckResult[]> {
  await using child = await CheckProcess.start(job, signal);
  const results = new Map<string, CheckResult>();
  const errors: string[] = [];
  const open = [...stages];
  let announced: readonly CheckDescription[] = [];
  const isOver = ({ id }: Stage): boolean => announced.every((check) => check.stage !== id || results.has(check.id));
  for await (const message of child.messages()) {
    if ("checks" in message) announced = message.checks;
    else if ("error" in message) errors.push(message.error);
    else {
      results.set(message.id, message);
      const known = inOrder(announced, results);
      for (let [stage] = open; stage && isOver(stage); [stage] = open) {
        open.shift();
        if (onStage?.(scoreStage(stage, known)) === "stop") return known.filter(isOf(stages, open));
      }
    }
  }
  signal.throwIfAborted();
  return withFaults(announced, results, [...errors, child.stderr].join("\n").trim(), errors.length > 0);
}

/** The results in the order in which the lab has its checks, whichever was over first. */
function inOrder(announced: readonly CheckDescription[], results: ReadonlyMap<string, CheckResult>): CheckResult[] {
  return announced.flatMap(({ id }) => results.get(id) ?? []);
}

/** Whether a result is of a stage that is no longer open. */
function isOf(stages: readonly Stage[], open: readonly Stage[]): (result: CheckResult) => boolean {
  const closed = new Set(stages.filter((stage) => !open.includes(stage)).map(({ id }) => id));
  return ({ stage }) => closed.has(stage);
}

/** Adds a fault for each check that did not report, and one for errors that belong to no check. */
function withFaults(
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

function faultOf(check: CheckDescription, error: string): CheckResult {
  return { ...check, verdict: { kind: "fault", error }, ms: 0, transcript: [] };
}

/** What stands for the checks where none could be run. */
function unstarted(stage: Stage): CheckDescription {
  return { id: `${stage.id}/start`, stage: stage.id, title: "the submission can be started", hidden: false, weight: 1 };
}

/** The submission cannot be started: its first stage fails, and so nothing else can be tried. */
function refused(stages: readonly Stage[], { text }: Refusal): CheckResult[] {
  const [first, ...others] = stages;
  if (!first) return [];
  const verdict = { kind: "fail", message: text.en, texts: { message: text }, unstarted: true } as const;
  const skip = { kind: "skip", needs: first.id } as const;
  return [
    { ...unstarted(first), verdict, ms: 0, transcript: [] },
    ...others.map((stage) => ({ ...unstarted(stage), verdict: skip, ms: 0, transcript: [] })),
  ];
}

function faulted(stages: readonly Stage[], error: unknown): CheckResult[] {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stages.map((stage) => faultOf(unstarted(stage), message));
}
