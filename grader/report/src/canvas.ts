import type { GradeReport } from "@wirelab/model";
import { type Format, FormatError, type GradedSubmission, type ReportContext } from "./format.ts";
import { byLab, columnOf, csv, entriesOf, findStudents, pointsOf } from "./gradebook-csv.ts";
import { assertDistinct, type Student } from "./roster.ts";

const keyOf = ({ id, sisUserId, sisLoginId }: Student): string => id || sisUserId || sisLoginId;

/** A CSV file for Canvas's gradebook, one a lab. Canvas finds the assignment by `Title (id)`, else by the title. */
export const canvas: Format = {
  name: "canvas",
  perLab: true,
  assertPossible: (submissions, context) => {
    assertDistinct(findStudents(submissions, "canvas", context), keyOf, "ID, SIS User ID or SIS Login ID");
    for (const submission of submissions) assertColumn(submission, context);
  },
  all: (reports, context) => byLab(reports).map(([lab, own]) => ({ path: `canvas/${lab}.csv`, content: table(own, context) })),
};

function table(reports: readonly [GradeReport, ...GradeReport[]], context: ReportContext): string {
  const rows = entriesOf(reports, "canvas", context).map(({ student, points }) => [
    student.student || student.folder,
    student.id,
    student.sisUserId,
    student.sisLoginId,
    student.section,
    points,
  ]);
  return csv([
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", columnOf(reports[0], context)],
    ["Points Possible", "", "", "", "", pointsOf(reports[0])],
    ...rows,
  ]);
}

/** Columns of totals, which Canvas works out itself and does not read. */
const total = /\b(Current|Final)\b.*\b(Score|Points|Grade)\b/i;

function assertColumn(submission: GradedSubmission, context: ReportContext): void {
  const column = columnOf(submission, context);
  if (total.test(column))
    throw new FormatError(`Canvas takes a column called "${column}" for a total and passes it over: call it otherwise.`);
}
