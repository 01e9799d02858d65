import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GradeReport, hasFault, type Lab, type Language, toJson } from "@wirelab/model";
import { gradebook, styleFor, submissionReport } from "@wirelab/report";
import { findSubmissions, type GradeRequest, loadLab, localExecutor, type Submission, UserError } from "@wirelab/runner";
import { Command } from "commander";
import { exitCodes } from "../main.ts";
import { anySeed, jobsOption, languageOption, sandboxOption, seedOption, userPath } from "../options.ts";
import { preflight } from "../preflight.ts";
import { Progress } from "../progress.ts";

interface Options {
  readonly lab?: string;
  readonly stage?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly jobs: number;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

export function gradeCommand(signal: AbortSignal): Command {
  return new Command("grade")
    .description("Grades submissions: each path is one (say which lab's with --lab) or a class, <class>/<student>/<lab>/.")
    .argument("<path...>", "a submission or a class")
    .option("--lab <id>", "the lab that is graded")
    .option("--stage <id>", "grades this stage only, and what it needs")
    .option("--json", "prints one grade report a line, as JSON, and nothing else on stdout")
    .option("--out <folder>", "writes each grade report into <folder>/<lab>/<submission>.json")
    .addOption(jobsOption())
    .addOption(seedOption())
    .addOption(sandboxOption(process.platform === "linux" ? "bwrap" : "none"))
    .addOption(languageOption())
    .action((paths: string[], options: Options) => gradeAll(paths, options, signal));
}

async function gradeAll(paths: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  const labs = new Map<string, Lab>();
  if (options.lab !== undefined) labs.set(options.lab, await loadLab(options.lab));
  const submissions = paths.flatMap((path) => findSubmissions(userPath(path), options.lab));
  for (const { lab } of submissions) if (!labs.has(lab)) labs.set(lab, await loadLab(lab));
  const requests = makeRequests(submissions, labs, options);
  await preflight(options.sandbox);

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

function makeRequests(submissions: readonly Submission[], labs: ReadonlyMap<string, Lab>, options: Options): GradeRequest[] {
  const seed = options.seed ?? anySeed();
  return submissions.map(({ name, lab: id, folder }) => {
    const lab = labs.get(id) as Lab;
    if (options.stage !== undefined && !lab.stages.some((stage) => stage.id === options.stage))
      throw new UserError(`${id} has no stage "${options.stage}". Its stages are: ${lab.stages.map((stage) => stage.id).join(", ")}.`);
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
