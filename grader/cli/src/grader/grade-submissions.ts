import type { GradeReport, Lab, Language } from "@wirelab/model";
import { gradebook, submissionReport } from "@wirelab/report";
import { Batch, type Executor, type GradeRequest, loadLab, localExecutor, MachineTrouble, type Submission } from "@wirelab/runner";
import { assertStage } from "../assert-stage.ts";
import { Interruption } from "../interruption.ts";
import { exitCodes } from "../main.ts";
import { anySeed, userPath } from "../options.ts";
import { standardOutput } from "../terminal.ts";
import { openFormatFiles } from "./format-files.ts";
import type { FormatOptions } from "./format-options.ts";
import { Grading } from "./grading.ts";
import { jsonLines, reportFiles, type ReportWriter } from "./report-writers.ts";

export interface GradingOptions extends Partial<FormatOptions> {
  readonly stage?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly regrade?: boolean;
  readonly jobs: number;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

/**
 * Grades submissions, with a progress bar, and shows what came of them. With `--out`, what an earlier run has done is not done again.
 * @param executor grades on this machine by default
 */
export async function gradeSubmissions(
  submissions: readonly Submission[],
  options: GradingOptions,
  signal: AbortSignal,
  executor?: Executor,
): Promise<void> {
  const labs = await loadLabs(submissions);
  if (options.stage !== undefined) for (const lab of labs.values()) assertStage(lab, options.stage);
  const files = openFormatFiles(
    submissions.map(({ lab, name }) => ({ lab, submission: name })),
    labs,
    options,
  );
  const fresh = anySeed();
  const { seed, out, regrade = false } = options;
  const batch = out === undefined ? undefined : await Batch.open(userPath(out), submissions, { seed, fresh, regrade });
  const requests = makeRequests(submissions, labs, batch?.seed ?? seed ?? fresh, options);
  // Here reports go to wherever they are written, each when it comes.
  const writers: ReportWriter[] = [
    ...(batch ? [reportFiles(batch)] : []),
    ...(options.json ? [jsonLines(process.stdout)] : []),
    ...(files ? [(report: GradeReport) => files.add(report)] : []),
  ];
  const grading = new Grading(requests.length, options.lang, batch);
  try {
    await grading.run((executor ?? localExecutor({ ...options, results: batch?.results })).run(requests, signal), writers);
    await batch?.finish();
  } catch (error) {
    process.exitCode = brokenOff(grading, error, signal);
    return;
  }
  // From here on there are reports without transcripts only, unless there is but one report.
  await files?.finish(grading.reports);
  if (!options.json && !files?.printed) process.stdout.write(`${show(grading.reports, labs, options.lang)}\n`);
  process.exitCode = grading.finished();
}

/** @throws {unknown} what neither the machine nor a signal is the reason of */
function brokenOff(grading: Grading, error: unknown, { reason }: AbortSignal): number {
  for (const trouble of [error, reason]) if (trouble instanceof MachineTrouble) return grading.brokenOff(trouble, exitCodes.fault);
  if (reason instanceof Interruption) return grading.brokenOff(reason, reason.exitCode);
  throw error;
}

async function loadLabs(submissions: readonly Submission[]): Promise<ReadonlyMap<string, Lab>> {
  const ids = [...new Set(submissions.map(({ lab }) => lab))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await loadLab(id)] as const)));
}

function makeRequests(
  submissions: readonly Submission[],
  labs: ReadonlyMap<string, Lab>,
  seed: number,
  { stage, sandbox }: GradingOptions,
): GradeRequest[] {
  return submissions.map(({ name, lab, folder }) => ({
    lab: labs.get(lab) as Lab,
    submission: name,
    folder,
    seed,
    sandbox,
    stages: stage === undefined ? undefined : [stage],
  }));
}

/** A single submission in full; a class as a gradebook for each lab. */
function show(reports: readonly GradeReport[], labs: ReadonlyMap<string, Lab>, language: Language): string {
  const terminal = standardOutput();
  const [only, ...others] = reports;
  if (only && others.length === 0) return submissionReport(only, { lab: labs.get(only.lab) as Lab, language, ...terminal });
  return [...labs.values()]
    .map((lab) => ({ lab, own: reports.filter((report) => report.lab === lab.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ lab, own }) => gradebook(lab, own, { language, ...terminal }))
    .join("\n\n");
}
