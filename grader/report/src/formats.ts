import { canvas } from "./canvas.ts";
import { exercism } from "./exercism.ts";
import { type Format, FormatError } from "./format.ts";
import { githubAnnotations } from "./github-annotations.ts";
import { githubClassroom } from "./github-classroom.ts";
import { githubSummary } from "./github-summary.ts";
import { html } from "./html/index.ts";
import { gradescope } from "./gradescope.ts";
import { json } from "./json.ts";
import { junitCi } from "./junit-ci.ts";
import { junit } from "./junit.ts";
import { moodle } from "./moodle.ts";

/** All formats there are. */
export const formats: readonly Format[] = [
  json,
  html,
  junit,
  junitCi,
  gradescope,
  githubClassroom,
  githubSummary,
  githubAnnotations,
  canvas,
  moodle,
  exercism,
];

/**
 * The format of a name.
 * @throws {FormatError} where there is none
 */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name);
  if (!found)
    throw new FormatError(`There is no format called "${name}". The formats are: ${formats.map((format) => format.name).join(", ")}.`);
  return found;
}
