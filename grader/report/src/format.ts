import type { CheckResult, GradeReport, Lab, Language } from "@wirelab/model";
import type { Roster } from "./roster.ts";

/** A file of a report, to be written below the folder that was asked for. */
export interface ReportFile {
  /** Relative, with `/` between folders. */
  readonly path: string;
  readonly content: string;
}

/** One way to hand out grades: files for each report, files for all of them, or both. */
export interface Format {
  readonly name: string;
  /** Whether `all` makes a file for each lab, rather than one. */
  readonly perLab?: true;
  /**
   * Asked before anything is graded.
   * @throws {FormatError} where these submissions cannot be told in this format
   */
  readonly assertPossible?: (submissions: readonly GradedSubmission[], context: ReportContext) => void;
  readonly each?: (report: GradeReport, context: ReportContext) => readonly ReportFile[];
  /** @param reports without their transcripts, so that a class of any size fits into memory */
  readonly all?: (reports: readonly GradeReport[], context: ReportContext) => readonly ReportFile[];
}

/** Which submission in which lab. */
export type GradedSubmission = Pick<GradeReport, "lab" | "submission">;

export interface ReportContext {
  readonly labs: ReadonlyMap<string, Lab>;
  /** The language in which a report is read first, or only. */
  readonly language: Language;
  /** When the reports are made. */
  readonly at: Date;
  /** Whom the reports are for: pages for a student do not point at the rest of the class. Instructors by default. */
  readonly edition?: "instructor" | "student";
  /** Who is who in a gradebook. */
  readonly roster?: Roster | undefined;
  /** How a lab's column in a gradebook is called, by the lab's id; its id by default. */
  readonly columns?: ReadonlyMap<string, string> | undefined;
  /** Where a check is written. */
  readonly locate?: ((lab: string, check: CheckResult) => Location | undefined) | undefined;
}

/** A place in a file, its path from the root of the workspace. */
export interface Location {
  readonly file: string;
  readonly line?: number;
}

/** A format cannot be made of what was given: its message is one sentence for the person at the keyboard. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

/** The lab of a report. */
export function labOf({ lab }: GradedSubmission, { labs }: Pick<ReportContext, "labs">): Lab {
  const found = labs.get(lab);
  if (!found) throw new Error(`the report context lacks the lab ${lab}`);
  return found;
}

/** A report without the conversations of its checks, by far its largest part: what is kept of each for a summary of the class. */
export function withoutTranscripts(report: GradeReport): GradeReport {
  const stages = report.stages.map((stage) => ({ ...stage, checks: stage.checks.map((check) => ({ ...check, transcript: [] })) }));
  return { ...report, stages };
}
