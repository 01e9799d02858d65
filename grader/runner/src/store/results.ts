import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromJson, type GradeReport, type Stage, text, toJson } from "@wirelab/model";
import { type GradeRequest, isWithReference } from "../grade.ts";
import { MachineTrouble } from "../machine.ts";
import { UserError } from "../user-error.ts";
import { resultKey } from "./key.ts";
import { WholeFiles } from "./whole-file.ts";

/** Where results are kept and found again. */
export interface Results {
  /** The name of a result: another one where anything differs that it depends on. */
  keyFor(request: GradeRequest, stages: readonly Stage[], content: string): Promise<string>;
  find(key: string): Promise<GradeReport | undefined>;
  keep(key: string, report: GradeReport): Promise<void>;
}

/**
 * Results in a folder: `results/<key>.json` for each that was ever found, none of which changes any more; and for people,
 * `<lab>/<submission>.json` with the latest report on each submission. Whenever the writer is killed, a reader finds whole reports.
 */
export class ResultStore implements Results {
  readonly folder: string;
  readonly files: WholeFiles;
  /** How often everything has been graded anew: results of an earlier round are kept, but no longer found. */
  round = 0;

  private constructor(folder: string, files: WholeFiles) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Opens a folder for results; makes it, if it is not there.
   * @throws {UserError} where that cannot be
   */
  static async open(folder: string): Promise<ResultStore> {
    try {
      await mkdir(join(folder, "results"), { recursive: true });
    } catch (error) {
      throw new UserError(`Reports cannot be written to ${folder}: ${(error as Error).message}.`);
    }
    const files = new WholeFiles(join(folder, "results"));
    await files.sweep();
    return new ResultStore(folder, files);
  }

  async keyFor(request: GradeRequest, stages: readonly Stage[], content: string): Promise<string> {
    const { lab, submission, seed, sandbox, visibleOnly = false } = request;
    return resultKey({
      lab: lab.id,
      submission,
      content,
      stages: stages.map(({ id }) => id),
      visibleOnly,
      withReference: isWithReference(request),
      seed,
      sandbox,
      round: this.round,
    });
  }

  async find(key: string): Promise<GradeReport | undefined> {
    return readReport(this.#pathOf(key));
  }

  /** @throws {MachineTrouble} where it cannot be written */
  async keep(key: string, report: GradeReport): Promise<void> {
    await this.#write(async () => {
      const path = this.#pathOf(key);
      if (await this.files.create(path, fileOf(report))) return;
      // Another grader was faster; or the file was damaged after it was written.
      if (!(await this.find(key))) await this.files.replace(path, fileOf(report));
    });
  }

  /** The report on a submission that people find. */
  async published(lab: string, submission: string): Promise<GradeReport | undefined> {
    return readReport(this.#publicPathOf(lab, submission));
  }

  /** @throws {MachineTrouble} where it cannot be written */
  async publish(report: GradeReport): Promise<void> {
    await this.#write(async () => {
      const path = this.#publicPathOf(report.lab, report.submission);
      await mkdir(join(this.folder, report.lab), { recursive: true });
      if ((await read(path)) !== fileOf(report)) await this.files.replace(path, fileOf(report));
    });
  }

  #pathOf(key: string): string {
    return join(this.folder, "results", `${key}.json`);
  }

  #publicPathOf(lab: string, submission: string): string {
    return join(this.folder, lab, `${submission}.json`);
  }

  async #write(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const { message } = error as Error;
      const reason = text(`reports cannot be written to ${this.folder}: ${message}`, `报告无法写入 ${this.folder}：${message}`);
      throw new MachineTrouble(reason, { cause: error });
    }
  }
}

function fileOf(report: GradeReport): string {
  return `${toJson(report)}\n`;
}

/** A report that is in a file; undefined where there is none, or only a part of one. */
async function readReport(path: string): Promise<GradeReport | undefined> {
  const json = await read(path);
  try {
    return json === undefined ? undefined : fromJson<GradeReport>(json);
  } catch {
    return undefined;
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
