import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Variables } from "./policy.ts";

/** What a program finds in every mode. Python holds back what it prints to a pipe, so that a right program would seem to be silent. */
export const settings = { LANG: "C.UTF-8", PYTHONUNBUFFERED: "1" };

/**
 * The environment of a program: nothing of the grader's own but what every program needs.
 * @param extra variables that the check sets, e.g. a time-out made short; one that is undefined is not set
 */
export function cleanEnvironment(extra: Variables = {}): Record<string, string> {
  const path = [dirname(process.execPath), ...searchPath()];
  return defined({ PATH: path.join(delimiter), HOME: tmpdir(), TMPDIR: tmpdir(), ...settings, ...extra });
}

/** The variables that have a value. */
export function defined(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Where a command is on this machine, by its name or path; undefined where it is not installed. */
export function findCommand(name: string): string | undefined {
  if (name.includes("/")) return isExecutable(name) ? name : undefined;
  return [dirname(process.execPath), ...searchPath()].map((folder) => join(folder, name)).find(isExecutable);
}

function searchPath(): string[] {
  return (process.env["PATH"] ?? "/usr/bin:/bin").split(delimiter);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
