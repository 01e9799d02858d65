import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, hasFault, type Lab, type Language, type Leaderboard, text, toJson } from "@wirelab/model";
import { comparisonPage, comparisonReport, leaderboardPage, leaderboardReport } from "@wirelab/report";
import { compare, findSubmissions, leaderboard, loadLab, localExecutor, portsOf, type Submission } from "@wirelab/runner";
import { Command } from "commander";
import { exitCodes } from "../main.ts";
import { anySeed, jobsOption, languageOption, sandboxOption, seedOption, userPath } from "../options.ts";
import { preflight } from "../preflight.ts";
import { Progress } from "../progress.ts";
import { standardOutput } from "../terminal.ts";

interface Options {
  readonly lab?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly jobs: number;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

/** What goes on, beside the progress bar. */
const grading = {
  submission: text("grading the submission", "正在给提交评分"),
  reference: text("grading the reference", "正在给参考实现评分"),
} as const;

type Run = Omit<Options, "lab" | "seed"> & { readonly seed: number };

export function compareCommand(signal: AbortSignal): Command {
  return new Command("compare")
    .description("Compares a submission with the reference, or ranks a class: points, what happened on the wire, speed and memory.")
    .argument("<path>", "a submission (say which lab's with --lab) or a class, <class>/<student>/<lab>/")
    .option("--lab <id>", "the lab that is compared")
    .option("--json", "prints one JSON object and nothing else on stdout")
    .option("--out <folder>", "writes the comparison into <folder>/<lab>/ as well")
    .addOption(jobsOption())
    .addOption(seedOption())
    .addOption(sandboxOption(process.platform === "linux" ? "bwrap" : "none"))
    .addOption(languageOption())
    .action((path: string, options: Options) => compareAll(userPath(path), options, signal));
}

async function compareAll(path: string, options: Options, signal: AbortSignal): Promise<void> {
  if (options.lab !== undefined) await loadLab(options.lab);
  const submissions = findSubmissions(path, options.lab);
  await preflight(options.sandbox, options.lang);
  const run = { ...options, seed: options.seed ?? anySeed() };
  const [only] = submissions;
  // A class is found in its subfolders.
  if (only?.folder === path) await compareOne(only, run, signal);
  else await rank(submissions, run, signal);
}

async function compareOne({ name, lab: id, folder }: Submission, run: Run, signal: AbortSignal): Promise<void> {
  const lab = await loadLab(id);
  const comparison = await withProgress(async (progress) => {
    let steps = 0;
    return compare(
      { lab, submission: name, folder, seed: run.seed, sandbox: run.sandbox },
      {
        signal,
        ports: portsOf(0),
        onStep: (step) => {
          const doing = (typeof step === "string" ? grading[step] : step.title)[run.lang];
          // How many measurements there are is not known beforehand: two gradings, and four to six of them.
          progress.update({ done: steps++, all: Math.max(8, steps), name: doing });
        },
      },
    );
  });
  if (run.out !== undefined) {
    write(run.out, id, `${name}.compare.json`, toJson(comparison));
    write(run.out, id, `${name}.compare.html`, comparisonPage(comparison, { labs: new Map([[id, lab]]), language: run.lang }));
  }
  // As wide as what a pipe is mostly read in, where there is no terminal.
  const { style, columns = 120 } = standardOutput();
  say(run.json ? toJson(comparison) : comparisonReport(comparison, { lab, language: run.lang, style, columns }));
  noteFaults(hasTrouble(comparison));
}

async function rank(submissions: readonly Submission[], run: Run, signal: AbortSignal): Promise<void> {
  const boards: { lab: Lab; board: Leaderboard }[] = [];
  for (const id of new Set(submissions.map(({ lab }) => lab))) {
    const lab = await loadLab(id);
    const own = submissions.filter((submission) => submission.lab === id);
    const requests = own.map(({ name, folder }) => ({ lab, submission: name, folder, seed: run.seed, sandbox: run.sandbox }));
    const board = await withProgress((progress) =>
      leaderboard(requests, {
        executor: localExecutor({ jobs: run.jobs }),
        signal,
        onProgress: (done, all, submission) => progress.update({ done, all, name: `${submission} · ${id}` }),
      }),
    );
    boards.push({ lab, board });
    if (run.out !== undefined) {
      write(run.out, id, "leaderboard.json", toJson(board));
      write(run.out, id, "leaderboard.html", leaderboardPage(board, { labs: new Map([[id, lab]]), language: run.lang }));
    }
    if (!run.json) say(`${boards.length > 1 ? "\n" : ""}${leaderboardReport(board, { lab, language: run.lang, ...standardOutput() })}`);
  }
  if (run.json) say(toJson({ version: 1, leaderboards: boards.map(({ board }) => board) }));
  noteFaults(boards.some(({ board }) => board.rows.some(({ measurement }) => measurement?.outcome.kind === "fault")));
}

async function withProgress<T>(action: (progress: Progress) => Promise<T>): Promise<T> {
  using progress = new Progress();
  return await action(progress);
}

function hasTrouble({ submission, reference, measurements }: Comparison): boolean {
  return hasFault(submission) || hasFault(reference) || measurements.some(({ outcome }) => outcome.kind === "fault");
}

function noteFaults(any: boolean): void {
  if (!any) return;
  process.stderr.write("Something could not be judged or measured: that is the grader's or this machine's trouble, not the student's.\n");
  process.exitCode = exitCodes.fault;
}

function write(folder: string, lab: string, name: string, content: string): void {
  const target = join(userPath(folder), lab);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), `${content}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
