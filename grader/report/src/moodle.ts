import type { GradeReport } from "@wirelab/model";
import { type Format, FormatError, type ReportContext } from "./format.ts";
import { byLab, columnOf, csv, entriesOf, findStudents } from "./gradebook-csv.ts";
import { assertDistinct, type Student } from "./roster.ts";

/** What Moodle can identify a user by, the first that the roster has for everyone. */
const identifiers = [
  ["Username", "username"],
  ["ID number", "idNumber"],
  ["Email address", "email"],
] as const satisfies [title: string, key: keyof Student][];

/** A CSV file for Moodle's grade import, one a lab. */
export const moodle: Format = {
  name: "moodle",
  perLab: true,
  assertPossible: (submissions, context) => {
    const students = findStudents(submissions, "moodle", context);
    const [title, key] = identifierOf(students);
    assertDistinct(students, (student) => student[key], title);
  },
  all: (reports, context) => byLab(reports).map(([lab, own]) => ({ path: `moodle/${lab}.csv`, content: table(own, context) })),
};

function table(reports: readonly [GradeReport, ...GradeReport[]], context: ReportContext): string {
  const entries = entriesOf(reports, "moodle", context);
  const [title, key] = identifierOf(entries.map(({ student }) => student));
  return csv([[title, columnOf(reports[0], context)], ...entries.map(({ student, points }) => [student[key], points])]);
}

/** An empty identifier must not be: Moodle would give the points to the student of the row before. */
function identifierOf(students: readonly Student[]): (typeof identifiers)[number] {
  const found = identifiers.find(([, key]) => students.every((student) => student[key] !== ""));
  if (!found)
    throw new FormatError("The roster has no Username, ID number or Email address for every student: fill one of these columns in.");
  return found;
}
