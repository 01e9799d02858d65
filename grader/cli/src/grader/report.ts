import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, fromJson, type GradeReport, type Language, type Leaderboard } from "@wirelab/model";
import { withoutTranscripts } from "@wirelab/report";
import { labIds, loadLab, UserError } from "@wirelab/runner";
import { Command } from "commander";
import { languageOption, userPath } from "../options.ts";
import { columnOption, editionOption, type FormatOptions, formatOption, rosterOption } from "./format-options.ts";
import { openFormatFiles } from "./format-files.ts";

interface Options extends FormatOptions {
  readonly lang: Language;
}

export function reportCommand(): Command {
  return new Command("report")
    .description("Makes reports of what an earlier grading wrote with --out, without grading again.")
    .argument("<folder>", "the folder of the grading, with <lab>/<submission>.json in it")
    .addOption(formatOption().makeOptionMandatory())
    .option("--out <folder>", "writes the reports there; a single one goes to stdout without it")
    .addOption(editionOption())
    .addOption(rosterOption())
    .addOption(columnOption())
    .addOption(languageOption())
    .action((folder: string, options: Options) => reportOn(userPath(folder), options));
}

/** Reports are read one at a time: only what is said about all of them keeps them, without their transcripts. */
async function reportOn(folder: string, options: Options): Promise<void> {
  const files = findFiles(folder);
  const reports = [...readReports(files)].map(withoutTranscripts);
  if (reports.length === 0) throw new UserError(`${folder} holds no reports: it is to be the folder of a grading with --out.`);
  const ids = [...new Set(reports.map(({ lab }) => lab))];
  const labs = new Map(await Promise.all(ids.map(async (id) => [id, await loadLab(id)] as const)));
  const written = openFormatFiles(reports, labs, options);
  if (written?.wantsEach) for (const report of readReports(files)) await written.add(report);
  await written?.finish(reports);
}

/** @throws {UserError} where there is no such folder */
function findFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`);
  return labIds()
    .map((lab) => join(folder, lab))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path)
        .filter((name) => name.endsWith(".json"))
        .toSorted()
        .map((name) => join(path, name)),
    );
}

/**
 * What `grader compare` wrote into the same folder is passed over.
 * @throws {UserError} where a file is something else
 */
function* readReports(paths: readonly string[]): Generator<GradeReport> {
  for (const path of paths) {
    const content = parse(path);
    if (content?.version === 1 && ("measurements" in content || "rows" in content)) continue;
    if (content?.version !== 1 || !("stages" in content) || !Array.isArray(content.stages) || typeof content.submission !== "string")
      throw new UserError(`${path} is no grade report: take it away, or grade anew.`);
    yield content;
  }
}

function parse(path: string): GradeReport | Comparison | Leaderboard | undefined {
  try {
    return fromJson<GradeReport | Comparison | Leaderboard>(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
