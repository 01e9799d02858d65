import { type GradeReport, hasFault } from "@wirelab/model";
import { stringify } from "csv-stringify/sync";
import { FormatError, type GradedSubmission, labOf, type ReportContext } from "./format.ts";
import { neutralLine } from "./neutral.ts";
import type { Student } from "./roster.ts";

/** A row of a gradebook: whose it is, and how many points. */
export interface Entry {
  readonly student: Student;
  readonly points: number;
}

/**
 * The students of submissions in the roster.
 * @throws {FormatError} where there is no roster, or one of them is missing in it or there twice
 */
export function findStudents(submissions: readonly GradedSubmission[], format: string, { roster }: ReportContext): Student[] {
  if (!roster) throw new FormatError(`The format ${format} needs a roster, which says who is who: add --roster <file>.`);
  return roster.studentsOf(submissions.map(({ submission }) => submission));
}

/**
 * What a gradebook takes of the reports of one lab. A submission that could not be judged in full is left out: it is to be
 * graded again, and until then it has no points rather than too few.
 */
export function entriesOf(reports: readonly GradeReport[], format: string, context: ReportContext): Entry[] {
  const whole = reports.filter((report) => !hasFault(report) && report.possible === pointsOf(report));
  return whole.flatMap((report) => findStudents([report], format, context).map((student) => ({ student, points: report.earned })));
}

/** The points of the stages that a report is about. */
export function pointsOf({ stages }: GradeReport): number {
  return stages.reduce((sum, { points }) => sum + points, 0);
}

/** How a lab's column is called. */
export function columnOf(report: GradedSubmission, context: ReportContext): string {
  return context.columns?.get(report.lab) ?? labOf(report, context).id;
}

/** The reports of each lab. */
export function byLab(reports: readonly GradeReport[]): [lab: string, own: [GradeReport, ...GradeReport[]]][] {
  return Object.entries(Object.groupBy(reports, ({ lab }) => lab)) as [string, [GradeReport, ...GradeReport[]]][];
}

/** Cells as CSV. A spreadsheet would run a cell that begins like a formula, so that an apostrophe is put before it. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : neutralLine(cell))));
  return stringify(cells, { escape_formulas: true });
}
