import { randomUUID } from "node:crypto";
import type { Job, Programs } from "@wirelab/checks/job";
import { type CheckResult, type GradeReport, hasFault, type Lab, type RefusedPart, score, scoreStage, type Stage } from "@wirelab/model";
import { owner, type Sandbox, sandboxes } from "@wirelab/sandbox";
import { runChecks, type RunOptions } from "./check-run.ts";
import { type Copied, copySubmission, makeReady, type Staged, stage as stageSubmission } from "./intake.ts";
import { MachineTrouble } from "./machine.ts";
import { Refusal } from "./refusal.ts";
import { contentOf } from "./store/key.ts";
import type { Results } from "./store/results.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { faulted, refused } from "./unjudged.ts";
import { checkFiles, foldersOf, root } from "./workspace.ts";

/** What is to be graded, and how. */
export interface GradeRequest {
  readonly lab: Lab;
  /** How the submission is called in the report. */
  readonly submission: string;
  /** Where it lies: a folder, a .zip or a .tar.gz. */
  readonly folder: string;
  readonly seed: number;
  readonly sandbox: Sandbox["mode"];
  /** The stages to judge, with those that they need; all by default. */
  readonly stages?: readonly string[] | undefined;
  /** Judges the stages without those that they need, as if those were passed. */
  readonly withoutNeeds?: boolean | undefined;
  /** Leaves the hidden checks out, as a student's own run does. */
  readonly visibleOnly?: boolean | undefined;
}

export interface GradeOptions extends RunOptions {
  /** The ports that the run may use; no two runs of this machine at the same time have one in common. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Where a result of an earlier run is taken from, and this one's is kept. */
  readonly results?: Results | undefined;
}

/** A report, and whether it is an earlier run's. */
export interface Graded {
  readonly report: GradeReport;
  readonly taken: boolean;
}

/** Grades one submission in one lab. What the run did not report is a fault in the report. */
export async function grade(request: GradeRequest, options: GradeOptions): Promise<GradeReport> {
  return (await gradeOnce(request, options)).report;
}

/** Grades one submission in one lab, unless a result of the very same is kept already. A fault is not kept: it is no result. */
export async function gradeOnce(request: GradeRequest, options: GradeOptions): Promise<Graded> {
  const { results } = options;
  const stages = stagesToRun(request);
  const refusedParts: RefusedPart[] = [];
  try {
    await using copied = await copySubmission(request.folder, (part) => refusedParts.push(part));
    const key = await results?.keyFor(request, stages, await contentOf(copied));
    const known = key === undefined ? undefined : await results?.find(key);
    if (known) return { report: known, taken: true };
    const report = reportOn(request, stages, await judge(request, stages, copied, options), refusedParts, options);
    if (key !== undefined && !hasFault(report)) await results?.keep(key, report);
    return { report, taken: false };
  } catch (error) {
    if (options.signal.aborted || error instanceof MachineTrouble) throw error;
    return { report: reportOn(request, stages, unjudged(stages, error, options), refusedParts, options), taken: false };
  }
}

function reportOn(
  request: GradeRequest,
  stages: readonly Stage[],
  results: readonly CheckResult[],
  refusedParts: readonly RefusedPart[],
  { onStage }: RunOptions,
): GradeReport {
  // Only who listens stage by stage can have stopped the run.
  const judged = onStage ? stages.filter(({ id }) => results.some(({ stage }) => stage === id)) : stages;
  const report = score({ ...request, stages: judged.map(({ id }) => id) }, results);
  return refusedParts.length > 0 ? { ...report, refused: refusedParts } : report;
}

/** What the checks found, or why the student must change something before they can run. */
async function judge(request: GradeRequest, stages: readonly Stage[], copied: Copied, options: GradeOptions): Promise<CheckResult[]> {
  const { lab, sandbox } = request;
  try {
    const submission = await makeReady(copied, lab, sandboxes[sandbox], [root]);
    await using reference = isWithReference(request) ? await stageReference(lab, sandboxes[sandbox]) : undefined;
    await using scratch = await temporaryFolder();
    return await runChecks(makeJob(request, stages, { submission, reference, scratch: scratch.path }, options), stages, options);
  } catch (error) {
    if (error instanceof Refusal) return unjudged(stages, error, options);
    throw error;
  }
}

/** No check could be run: whose trouble it is depends on what is in the way. */
function unjudged(stages: readonly Stage[], error: unknown, { onStage }: RunOptions): CheckResult[] {
  const results = error instanceof Refusal ? refused(stages, error) : faulted(stages, error);
  const [first] = stages;
  if (first) onStage?.(scoreStage(first, results));
  return results;
}

/** Whether the lab lets the submission talk to the reference. */
export function isWithReference({ lab, visibleOnly }: GradeRequest): boolean {
  return lab.interoperates === true && !visibleOnly;
}

/**
 * Makes the reference ready to run.
 * @throws {Error} where the reference cannot be started: that is not the student's fault
 */
export async function stageReference(lab: Lab, sandbox: Sandbox): Promise<Staged> {
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
    roles: lab.programs,
    run: `${owner}-${randomUUID()}`,
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

/** What the checks are told of programs that were made ready. */
export function programs({ box, commands, missing }: Programs): Programs {
  return { box, commands, missing };
}

/** The stages that others wait for, then the rest from the last on: late stages are about time-outs, and take the longest. */
function slowestFirst(stages: readonly Stage[]): Stage[] {
  const needed = new Set(stages.map(({ needs }) => needs));
  return [...stages.filter(({ id }) => needed.has(id)), ...stages.filter(({ id }) => !needed.has(id)).toReversed()];
}

/** The stages asked for, and those that they need. */
function stagesToRun({ lab, stages, withoutNeeds = false }: GradeRequest): Stage[] {
  if (!stages) return [...lab.stages];
  const wanted = new Set(stages);
  for (const { id, needs } of lab.stages.toReversed()) if (wanted.has(id) && needs !== undefined && !withoutNeeds) wanted.add(needs);
  return lab.stages.filter(({ id }) => wanted.has(id));
}
