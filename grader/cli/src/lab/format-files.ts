import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GradeReport, Lab, Language } from "@wirelab/model";
import { type Format, githubAnnotations, githubClassroom, githubSummary } from "@wirelab/report/github";
import { InvalidArgumentError, Option } from "commander";

/** The formats that students have: those that a job in their own repository tells what came of it by. */
const formats: ReadonlyMap<string, Format> = new Map(
  [githubClassroom, githubSummary, githubAnnotations].map((format) => [format.name, format] as const),
);

export const formatOption = (): Option =>
  new Option(
    "--format <name>",
    `also writes the outcome into the folder of --out, as ${[...formats.keys()].join(", ")}; may be given several times`,
  ).argParser<readonly Format[] | undefined>((name, known) => {
    const format = formats.get(name);
    if (!format) throw new InvalidArgumentError(`It must be one of: ${[...formats.keys()].join(", ")}.`);
    return [...(known ?? []), format];
  });

/** Writes what came of a check, in each format. */
export function writeFormats(wanted: readonly Format[], report: GradeReport, lab: Lab, language: Language, folder: string): void {
  const context = { labs: new Map([[lab.id, lab]]), language, at: new Date(), edition: "student" } as const;
  for (const { each, all } of wanted) {
    for (const { path, content } of [...(each?.(report, context) ?? []), ...(all?.([report], context) ?? [])]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
}
