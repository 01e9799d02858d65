import { findSubmissions, loadLab, UserError } from "@wirelab/runner";
import { Command } from "commander";
import { jobsOption, languageOption, sandboxOption, seedOption, userPath } from "../options.ts";
import { preflight } from "../preflight.ts";
import { columnOption, editionOption, formatOption, rosterOption } from "./format-options.ts";
import { assertDistinct, eachOnce } from "./distinct-submissions.ts";
import { gradeSubmissions, type GradingOptions } from "./grade-submissions.ts";

interface Options extends GradingOptions {
  readonly lab?: string;
}

export function gradeCommand(signal: AbortSignal): Command {
  return new Command("grade")
    .description(
      "Grades submissions: each path is one (a folder, .zip or .tar.gz; say which lab's with --lab) or a class, <class>/<student>/<lab>.",
    )
    .argument("<path...>", "a submission or a class")
    .option("--lab <id>", "the lab that is graded")
    .option("--stage <id>", "grades this stage only, and what it needs")
    .option("--json", "prints one grade report a line, as JSON, and nothing else on stdout")
    .option("--out <folder>", "writes each grade report into <folder>/<lab>/<submission>.json; again, grades only what is missing")
    .option("--regrade", "grades everything anew, with a new seed, and says whose grade has changed; needs --out")
    .addOption(formatOption())
    .addOption(editionOption())
    .addOption(rosterOption())
    .addOption(columnOption())
    .addOption(jobsOption())
    .addOption(seedOption())
    .addOption(sandboxOption(process.platform === "linux" ? "bwrap" : "none"))
    .addOption(languageOption())
    .action((paths: string[], options: Options) => gradeAll(paths, options, signal));
}

async function gradeAll(paths: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  if (options.regrade && options.out === undefined)
    throw new UserError("--regrade needs --out: the folder with the results of an earlier run.");
  if (options.lab !== undefined) await loadLab(options.lab);
  const submissions = eachOnce(paths.flatMap((path) => findSubmissions(userPath(path), options.lab)));
  if (options.out !== undefined) assertDistinct(submissions);
  await preflight(options.sandbox, options.lang);
  await gradeSubmissions(submissions, options, signal);
}
