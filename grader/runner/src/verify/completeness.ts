import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CheckResult, type Lab, languages, type Text } from "@wirelab/model";
import { checkFiles, foldersOf } from "../workspace.ts";

/** Hidden checks begin with this stage. */
const firstHiddenStage = 3;

/** What a lab lacks that every lab must have: check files, texts in both languages, handouts, TODOs in the starter. */
export function missingParts(lab: Lab, checks: readonly CheckResult[]): string[] {
  const { lab: folder, starter } = foldersOf(lab.id);
  return [
    ...lab.stages.flatMap(({ id, title, hint }, index) => {
      const files = checkFiles(lab.id, id, false);
      return [
        ...(files.some(({ hidden }) => !hidden) ? [] : [`stage ${id} has no visible checks`]),
        ...(index + 1 < firstHiddenStage || files.some(({ hidden }) => hidden) ? [] : [`stage ${id} has no hidden checks`]),
        ...missingTexts(title, `the title of stage ${id}`),
        ...missingTexts(hint, `the hint of stage ${id}`),
      ];
    }),
    ...checks.filter(({ title }) => !lab.checkTitles[title]).map(({ id }) => `check ${id} has no Chinese title`),
    ...Object.keys(lab.checkTitles)
      .filter((title) => !checks.some((check) => check.title === title))
      .map((title) => `there is a Chinese title for "${title}", which is no check`),
    ...["README.md", "README.zh-CN.md"].filter((name) => !existsSync(join(folder, name))).map((name) => `the handout ${name} is missing`),
    ...(sources(starter).some((source) => source.includes("TODO")) ? [] : ["the starter has no TODO"]),
  ];
}

function missingTexts(text: Text, what: string): string[] {
  return languages.filter((language) => text[language].trim() === "").map((language) => `${what} is missing in ${language}`);
}

function sources(folder: string): string[] {
  const path = join(folder, "src");
  return readdirSync(path).map((name) => readFileSync(join(path, name), "utf8"));
}
