import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Fragments } from "./fragments.ts";
import type { Secret } from "./secrets.ts";
import { views } from "./views.ts";

/** How much of a line is told, in characters. */
const shown = 60;

/** A file that gives away what students must not have. */
export interface Leak {
  readonly file: string;
  readonly secret: string;
  readonly line: string;
}

/** The first of a release's files that gives something away; undefined where none does. */
export function findLeak(folder: string, files: readonly string[], secrets: readonly Secret[]): Leak | undefined {
  const fragments = new Fragments(secrets);
  for (const file of files) {
    for (const view of views(readFileSync(join(folder, file), "utf8"))) {
      for (const { text, file: secret, isAllowedIn } of fragments.in(view)) {
        if (!isAllowedIn(file)) return { file, secret, line: text.length > shown ? `${text.slice(0, shown)}…` : text };
      }
    }
  }
  return undefined;
}
