import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromJson, type GradeReport, type Language } from "@wirelab/model";
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
  const paths = findReports(folder);
  const reports = paths.map((path) => withoutTranscripts(readReport(path)));
  const ids = [...new Set(reports.map(({ lab }) => lab))];
  const labs = new Map(await Promise.all(ids.map(async (id) => [id, await loadLab(id)] as const)));
  const files = openFormatFiles(reports, labs, options);
  if (files?.wantsEach) for (const path of paths) await files.add(readReport(path));
  await files?.finish(reports);
}

/** @throws {UserError} where there is none */
function findReports(folder: string): string[] {
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`);
  const paths = labIds()
    .map((lab) => join(folder, lab))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path)
        .filter((name) => name.endsWith(".json"))
        .toSorted()
        .map((name) => join(path, name)),
    );
  if (paths.length === 0) throw new UserError(`${folder} holds no reports: it is to be the folder of a grading with --out.`);
  return paths;
}

/** @throws {UserError} where the file is something else */
function readReport(path: string): GradeReport {
  const report = parse(path);
  if (report?.version !== 1 || typeof report.submission !== "string" || !Array.isArray(report.stages))
    throw new UserError(`${path} is no grade report: take it away, or grade anew.`);
  return report;
}

function parse(path: string): GradeReport | undefined {
  try {
    return fromJson<GradeReport>(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
