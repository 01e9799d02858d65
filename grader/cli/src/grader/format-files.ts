import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { GradeReport, Lab, Language } from "@wirelab/model";
import {
  type Format,
  FormatError,
  formatNamed,
  forStudent,
  type GradedSubmission,
  type ReportContext,
  type ReportFile,
  Roster,
  withoutTranscripts,
} from "@wirelab/report";
import { UserError } from "@wirelab/runner";
import { userPath } from "../options.ts";
import type { FormatOptions } from "./format-options.ts";
import { checkLocator } from "./locate-check.ts";

interface Options extends Partial<FormatOptions> {
  readonly json?: boolean;
  readonly lang: Language;
}

/**
 * Makes ready to tell these submissions' grades in the formats that were asked for; nothing where none was.
 * @throws {UserError} where that cannot be done, before anything has been graded
 */
export function openFormatFiles(
  submissions: readonly GradedSubmission[],
  labs: ReadonlyMap<string, Lab>,
  options: Options,
): FormatFiles | undefined {
  return inOneSentence(() => {
    const formats = [...new Set(options.format)].map(formatNamed);
    if (formats.length === 0) return undefined;
    const context: ReportContext = {
      labs,
      language: options.lang,
      at: new Date(),
      edition: options.for ?? "instructor",
      roster: options.roster === undefined ? undefined : Roster.parse(readText(userPath(options.roster))),
      columns: options.column,
      locate: checkLocator(),
    };
    for (const format of formats) format.assertPossible?.(submissions, context);
    if (options.out === undefined) assertPrintable(formats, submissions, options.json ?? false);
    return new FormatFiles(formats, context, options.out === undefined ? undefined : userPath(options.out));
  });
}

/** Writes reports in some formats into a folder, or prints them where there is none. */
export class FormatFiles {
  readonly #formats: readonly Format[];
  readonly #context: ReportContext;
  readonly #folder: string | undefined;

  constructor(formats: readonly Format[], context: ReportContext, folder: string | undefined) {
    this.#formats = formats;
    this.#context = context;
    this.#folder = folder;
  }

  /** Whether stdout has been taken for a format. */
  get printed(): boolean {
    return this.#folder === undefined;
  }

  /** Whether any of the formats wants each report as a whole. */
  get wantsEach(): boolean {
    return this.#formats.some(({ each }) => each !== undefined);
  }

  /** Makes what is to be made of one report. */
  async add(report: GradeReport): Promise<void> {
    const edition = this.#editionOf(report);
    for (const format of this.#formats) for (const file of format.each?.(edition, this.#context) ?? []) await this.#deliver(file);
  }

  /** Makes what is to be made of all of them. */
  async finish(reports: readonly GradeReport[]): Promise<void> {
    const editions = reports.map((report) => this.#editionOf(withoutTranscripts(report)));
    for (const format of this.#formats) for (const file of format.all?.(editions, this.#context) ?? []) await this.#deliver(file);
  }

  #editionOf(report: GradeReport): GradeReport {
    return this.#context.edition === "student" ? forStudent(report) : report;
  }

  async #deliver({ path, content }: ReportFile): Promise<void> {
    if (this.#folder !== undefined) writeWhole(this.#folder, path, content);
    else if (!process.stdout.write(content)) await once(process.stdout, "drain");
  }
}

/** Writes a file so that a reader finds all of it or nothing, and never outside the folder. */
function writeWhole(folder: string, path: string, content: string): void {
  const target = join(folder, path);
  if (!target.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw new UserError(`The report ${path} would be written outside ${folder}.`);
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** @throws {UserError} where stdout would get more than one file */
function assertPrintable(formats: readonly Format[], submissions: readonly GradedSubmission[], json: boolean): void {
  const labs = new Set(submissions.map(({ lab }) => lab)).size;
  const count = formats.reduce(
    (sum, { each, all, perLab }) => sum + (each ? submissions.length : 0) + (all ? (perLab ? labs : 1) : 0),
    json ? 1 : 0,
  );
  if (count > 1)
    throw new UserError(`These formats make ${count} files of this, and stdout takes one: say with --out <folder> where to write them.`);
}

function inOneSentence<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof FormatError ? new UserError(error.message) : error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UserError(`There is no file ${path}.`);
    if (code === "EISDIR") throw new UserError(`${path} is a folder; the roster is a CSV file.`);
    if (code === "EACCES") throw new UserError(`${path} cannot be read: permission denied.`);
    throw error;
  }
}
