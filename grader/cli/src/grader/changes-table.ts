import { type Language, printableName } from "@wirelab/model";
import type { Change } from "@wirelab/runner";
import stringWidth from "string-width";
import { texts } from "./texts.ts";

/** So many checks are named in a row. */
const named = 3;

/** Who has changed by being graded anew, from how many points to how many, and by which checks. */
export function changesTable(changes: readonly Change[], all: number, language: Language): string {
  if (changes.length === 0) return texts.unchanged(all)[language];
  const header = [texts.submission, texts.lab, texts.before, texts.now, texts.checks].map((word) => word[language]);
  const rows = changes
    .toSorted((a, b) => a.lab.localeCompare(b.lab) || a.submission.localeCompare(b.submission))
    .map((change) => [printableName(change.submission), change.lab, points(change.before), points(change.now), checksOf(change, language)]);
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...table.map((row) => stringWidth(row[column] ?? ""))));
  const lines = table.map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0, numeric.has(column))).join("  "));
  return [texts.changed(changes.length, all)[language], ...lines.map((line) => line.trimEnd())].join("\n");
}

/** The columns of points. */
const numeric: ReadonlySet<number> = new Set([2, 3]);

function padded(cell: string, width: number, right: boolean): string {
  const space = " ".repeat(width - stringWidth(cell));
  return right ? space + cell : cell + space;
}

function points({ earned, possible }: Change["now"]): string {
  return possible === 100 ? `${earned}` : `${earned}/${possible}`;
}

function checksOf({ checks }: Change, language: Language): string {
  const first = checks.slice(0, named).map(({ id, before, now }) => `${id} ${before} → ${now}`);
  const more = checks.length > named ? [texts.more(checks.length - named)[language]] : [];
  return [...first, ...more].join(", ");
}
