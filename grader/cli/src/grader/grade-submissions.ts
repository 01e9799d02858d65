import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GradeReport, hasFault, type Lab, type Language, toJson } from "@wirelab/model";
import { gradebook, styleFor, submissionReport } from "@wirelab/report";
import { type GradeRequest, loadLab, localExecutor, type Submission } from "@wirelab/runner";
import { assertStage } from "../assert-stage.ts";
import { exitCodes } from "../main.ts";
import { anySeed, userPath } from "../options.ts";
import { Progress } from "../progress.ts";

export interface GradingOptions {
  readonly stage?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly jobs: number;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

/** Grades submissions, with a progress bar, and shows what came of them. */
export async function gradeSubmissions(submissions: readonly Submission[], options: GradingOptions, signal: AbortSignal): Promise<void> {
  const ids = [...new Set(submissions.map(({ lab }) => lab))];
  const labs = new Map(await Promise.all(ids.map(async (id) => [id, await loadLab(id)] as const)));
  const requests = makeRequests(submissions, labs, options);
  const reports: GradeReport[] = [];
  {
    using progress = new Progress();
    progress.update(0, requests.length, "");
    for await (const report of localExecutor(options.jobs).run(requests, signal)) {
      reports.push(report);
      progress.update(reports.length, requests.length, `${report.submission} · ${report.lab}`);
      if (options.json) process.stdout.write(`${toJson(report)}\n`);
      if (options.out !== undefined) writeReport(userPath(options.out), report);
    }
  }
  if (!options.json) process.stdout.write(`${show(reports, labs, options.lang)}\n`);
  if (reports.some(hasFault)) {
    process.stderr.write("Some checks could not be judged: that is the grader's or this machine's trouble, not the students'.\n");
    process.exitCode = exitCodes.fault;
  }
}

function makeRequests(submissions: readonly Submission[], labs: ReadonlyMap<string, Lab>, options: GradingOptions): GradeRequest[] {
  const seed = options.seed ?? anySeed();
  return submissions.map(({ name, lab: id, folder }) => {
    const lab = labs.get(id) as Lab;
    if (options.stage !== undefined) assertStage(lab, options.stage);
    return {
      lab,
      submission: name,
      folder,
      seed,
      sandbox: options.sandbox,
      stages: options.stage === undefined ? undefined : [options.stage],
    };
  });
}

/** A single submission in full; a class as a gradebook for each lab. */
function show(reports: readonly GradeReport[], labs: ReadonlyMap<string, Lab>, language: Language): string {
  const style = styleFor(process.stdout);
  const [only, ...others] = reports;
  if (only && others.length === 0) return submissionReport(only, { lab: labs.get(only.lab) as Lab, language, style });
  return [...labs.values()]
    .map((lab) => ({ lab, own: reports.filter((report) => report.lab === lab.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ lab, own }) => gradebook(lab, own, { language, style }))
    .join("\n\n");
}

function writeReport(folder: string, report: GradeReport): void {
  const target = join(folder, report.lab);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `${report.submission}.json`), `${toJson(report)}\n`);
}
