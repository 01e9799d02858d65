import { createHash } from "node:crypto";
import { manifestName, manifestText } from "../../src/manifest.ts";
import { write } from "./folders.ts";

/** A release of a few files, as `grader release` would have written it. */
export function fakeRelease(folder: string, made: string, files: Readonly<Record<string, string>>): string {
  const hashes = Object.entries(files).map(([file, text]) => [file, createHash("sha256").update(text).digest("hex")]);
  return write(folder, { ...files, [manifestName]: manifestText({ version: 1, made, files: Object.fromEntries(hashes) }) });
}

const main = "starter/echo/src/main.ts";

/** What students got first, what they get now, and what becomes of a copy in which a student has done some work in between. */
export const course = {
  first: {
    "README.md": "read me",
    "grader/check.ts": "check 1",
    "grader/old/gone.ts": "gone",
    "labs/echo/lab.ts": "lab 1",
    [main]: "TODO",
    "starter/echo/src/help.ts": "help 1",
    "starter/echo/src/kept.ts": "same",
  },
  next: {
    "README.md": "read me",
    "grader/check.ts": "check 2",
    "grader/new.ts": "new",
    "labs/echo/lab.ts": "lab 2",
    "labs/time/lab.ts": "time",
    [main]: "TODO, said better",
    "starter/echo/src/help.ts": "help 2",
    "starter/echo/src/kept.ts": "same",
    "starter/echo/src/mine.ts": "not the student's",
    "starter/time/src/main.ts": "TODO",
  },
  work: {
    [main]: "my work",
    "starter/echo/src/mine.ts": "my own",
    "starter/echo/src/kept.ts": "changed",
    "labs/echo/lab.ts": "scribbled",
    "notes.txt": "mine",
  },
} as const;

/** The student's copy as it must be after the update. */
export const updated: Readonly<Record<string, string>> = {
  ...course.next,
  [main]: "my work",
  "starter/echo/src/mine.ts": "my own",
  "starter/echo/src/kept.ts": "changed",
  "notes.txt": "mine",
};
