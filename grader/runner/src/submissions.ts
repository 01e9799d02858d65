import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withoutArchiveEnding } from "./intake/archive.ts";
import { UserError } from "./user-error.ts";
import { labIds } from "./workspace.ts";

/** A student's programs for one lab. */
export interface Submission {
  readonly name: string;
  readonly lab: string;
  /** Where they lie: a folder, a .zip or a .tar.gz. */
  readonly folder: string;
}

/**
 * Finds what is to be graded below a path: one submission where the lab is named, or a class, `<class>/<student>/<lab>`.
 * @param lab grades this lab only
 * @throws {UserError} where there is nothing to grade
 */
export function findSubmissions(path: string, lab: string | undefined): Submission[] {
  const ofClass = (isArchive(path) ? [] : entriesOf(path))
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => submissionsOf(name, join(path, name)))
    .filter((submission) => lab === undefined || submission.lab === lab);
  if (ofClass.length > 0) return ofClass;
  if (lab !== undefined) return [oneSubmission(path, lab)];
  throw new UserError(
    `${path} is no class (<student>/<lab> in it, a lab being one of ${labIds().join(", ")}); if it is one submission, say which lab's with --lab.`,
  );
}

/**
 * The one submission that a folder or an archive is.
 * @throws {UserError} where it is neither, cannot be read or is empty
 */
export function oneSubmission(path: string, lab: string): Submission {
  if (!isArchive(path) && entriesOf(path).length === 0) throw new UserError(`${path} is empty: there is nothing to grade.`);
  // Whoever names a path may name a link; within a class, a link is a student's, and is not followed.
  return { name: nameOf(path, lab), lab, folder: realpathSync(path) };
}

/** A submission bears its student's name: its own, or that of the folder above where its own is the lab's. */
function nameOf(path: string, lab: string): string {
  const name = withoutEnding(basename(path));
  return name === lab ? basename(dirname(path)) : name;
}

/** Whatever bears a lab's name is one, so that a link or an odd file is not passed over but refused, with the reason. */
function submissionsOf(student: string, folder: string): Submission[] {
  const found = entriesOf(folder)
    .map(({ name }) => ({ lab: withoutEnding(name), folder: join(folder, name) }))
    .filter(({ lab }) => labIds().includes(lab));
  const first = new Map(found.map((submission) => [submission.lab, submission.folder] as const).toReversed());
  return found.map((submission) => {
    const isFirst = first.get(submission.lab) === submission.folder;
    return { ...submission, name: isFirst ? student : `${student} (${basename(submission.folder)})` };
  });
}

function withoutEnding(name: string): string {
  return withoutArchiveEnding(name) ?? name;
}

function isArchive(path: string): boolean {
  return withoutArchiveEnding(path) !== undefined && looking(path, () => statSync(path).isFile());
}

/** What is in a folder, by name. */
function entriesOf(path: string): Dirent[] {
  return looking(path, () => {
    if (!statSync(path).isDirectory()) throw new UserError(`${path} is a file; a submission is a folder, a .zip or a .tar.gz.`);
    return readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** @throws {UserError} where there is nothing at a path, or it cannot be read */
function looking<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UserError(`There is no folder or archive ${path}.`);
    if (code === "EACCES") throw new UserError(`${path} cannot be read: permission denied.`);
    throw error;
  }
}
