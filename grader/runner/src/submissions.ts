import { type Dirent, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isInPython } from "./commands.ts";
import { UserError } from "./user-error.ts";
import { labIds } from "./workspace.ts";

/** A folder with a student's programs for one lab. */
export interface Submission {
  readonly name: string;
  readonly lab: string;
  readonly folder: string;
  readonly inPython: boolean;
}

/**
 * Finds what is to be graded below a path: one submission where the lab is named, or a class, `<class>/<student>/<lab>/`.
 * @param lab grades this lab only
 * @throws {UserError} where there is nothing to grade
 */
export function findSubmissions(path: string, lab: string | undefined): Submission[] {
  const entries = foldersIn(path);
  const ofClass = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => submissionsOf(name, join(path, name)))
    .filter((submission) => lab === undefined || submission.lab === lab);
  if (ofClass.length > 0) return ofClass;
  if (lab !== undefined) return [oneSubmission(path, lab)];
  throw new UserError(
    `${path} is no class (<student>/<lab>/ in it, a lab being one of ${labIds().join(", ")}); if it is one submission, say which lab's with --lab.`,
  );
}

/**
 * The one submission that a folder is.
 * @throws {UserError} where it is no folder, cannot be read or is empty
 */
export function oneSubmission(path: string, lab: string): Submission {
  if (foldersIn(path).length === 0) throw new UserError(`${path} is empty: there is nothing to grade.`);
  return { name: nameOf(path, lab), lab, folder: path, inPython: isInPython(path) };
}

/** A submission bears its student's name: the folder's, or the one above where the folder is named after the lab. */
function nameOf(path: string, lab: string): string {
  return basename(basename(path) === lab ? dirname(path) : path);
}

function submissionsOf(student: string, folder: string): Submission[] {
  return foldersIn(folder)
    .filter((entry) => entry.isDirectory() && labIds().includes(entry.name))
    .map((entry) => join(folder, entry.name))
    .map((path) => ({ name: student, lab: basename(path), folder: path, inPython: isInPython(path) }));
}

function foldersIn(path: string): Dirent[] {
  try {
    if (!statSync(path).isDirectory()) throw new UserError(`${path} is a file; a submission is a folder.`);
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UserError(`There is no folder ${path}.`);
    if (code === "EACCES") throw new UserError(`${path} cannot be read: permission denied.`);
    throw error;
  }
}
