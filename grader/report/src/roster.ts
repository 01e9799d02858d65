import { parse } from "csv-parse/sync";
import { FormatError } from "./format.ts";
import { neutralLine } from "./neutral.ts";

/** What a gradebook calls a student; what is not known is empty. */
export interface Student {
  /** The folder's name, as the class folder has it. */
  readonly folder: string;
  readonly student: string;
  readonly id: string;
  readonly sisUserId: string;
  readonly sisLoginId: string;
  readonly section: string;
  readonly username: string;
  readonly idNumber: string;
  readonly email: string;
}

/** The columns that are understood, as Canvas and Moodle call them in their own exports. */
const columns: Readonly<Record<string, keyof Student>> = {
  folder: "folder",
  submission: "folder",
  student: "student",
  name: "student",
  id: "id",
  sisuserid: "sisUserId",
  sisloginid: "sisLoginId",
  section: "section",
  username: "username",
  idnumber: "idNumber",
  email: "email",
  emailaddress: "email",
};

const blank: Student = {
  folder: "",
  student: "",
  id: "",
  sisUserId: "",
  sisLoginId: "",
  section: "",
  username: "",
  idNumber: "",
  email: "",
};

/** Who is who: maps the names of submissions to what a gradebook knows their students by. */
export class Roster {
  readonly #students: readonly Student[];

  constructor(students: readonly Student[]) {
    this.#students = students;
  }

  /** @throws {FormatError} where it is no table with a column "Folder" */
  static parse(csv: string): Roster {
    const rows = readRows(csv);
    if (!rows.header.includes("folder"))
      throw new FormatError('The roster has no column "Folder", which holds the name of each student\'s folder in the class.');
    const students = rows.body.map((cells): Student => {
      const known = cells.flatMap((cell, index) => (rows.header[index] ? [[rows.header[index], cell]] : []));
      return { ...blank, ...(Object.fromEntries(known) as Partial<Student>) };
    });
    // A gradebook's export has rows that are no student's, such as the points possible.
    return new Roster(students.filter(({ folder }) => folder !== ""));
  }

  /**
   * The students of these submissions, in the same order.
   * @throws {FormatError} where one is missing or there twice
   */
  studentsOf(submissions: readonly string[]): Student[] {
    const names = [...new Set(submissions)];
    const found = names.map((name) => this.#students.filter(({ folder }) => folder.normalize() === name.normalize()));
    const missing = names.filter((_, index) => found[index]?.length === 0);
    if (missing.length > 0) throw new FormatError(`The roster lacks ${listOf(missing)}: add a row for each.`);
    const twice = names.filter((_, index) => (found[index]?.length ?? 0) > 1);
    if (twice.length > 0) throw new FormatError(`The roster has more than one row for ${listOf(twice)}: keep one.`);
    return found.flat();
  }
}

/**
 * Makes sure that a gradebook can tell these students apart.
 * @param keyOf what it finds a student by; empty where the roster does not say
 * @param keys the columns by which it does
 * @throws {FormatError} where it cannot
 */
export function assertDistinct(students: readonly Student[], keyOf: (student: Student) => string, keys: string): void {
  const unknown = students.filter((student) => keyOf(student) === "");
  if (unknown.length > 0) throw new FormatError(`The roster says nothing in ${keys} for ${foldersOf(unknown)}: fill it in.`);
  const groups = Object.values(Object.groupBy(students, keyOf)) as Student[][];
  const same = groups.find((group) => group.length > 1);
  if (same) throw new FormatError(`The roster has the same ${keys} for ${foldersOf(same)}: each student needs one of their own.`);
}

function readRows(csv: string): { header: (keyof Student | undefined)[]; body: string[][] } {
  try {
    const [header = [], ...body] = parse(csv, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true });
    return { header: header.map((title) => columns[title.toLowerCase().replaceAll(/[^a-z]/g, "")]), body };
  } catch (error) {
    throw new FormatError(`The roster is no CSV file: ${neutralLine(error instanceof Error ? error.message : String(error))}.`);
  }
}

function foldersOf(students: readonly Student[]): string {
  return listOf(students.map(({ folder }) => folder));
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `"${neutralLine(name)}"`).join(", ");
}
