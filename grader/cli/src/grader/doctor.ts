import type { Language } from "@wirelab/model";
import { type Style, styleFor } from "@wirelab/report/terminal";
import { type Examination, examine, type Finding } from "@wirelab/sandbox";
import { Command } from "commander";
import { exitCodes } from "../main.ts";
import { languageOption } from "../options.ts";

interface Options {
  readonly json?: boolean;
  readonly lang: Language;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Tells what this machine offers for grading, what is missing, what that means, and what mends it.")
    .option("--json", "prints the same as JSON, in both languages")
    .addOption(languageOption())
    .action(async ({ json, lang }: Options) => {
      const examination = await examine();
      process.stdout.write(`${json ? JSON.stringify(examination, undefined, 2) : inWords(examination, lang, styleFor(process.stdout))}\n`);
      if (!examination.isolates) process.exitCode = exitCodes.fault;
    });
}

const marks: Readonly<Record<Finding["state"], string>> = { good: "✓", limited: "!", missing: "✗" };
const colours = { good: "green", limited: "yellow", missing: "red" } as const;

const texts = {
  works: { en: "Programs can be isolated: --sandbox bwrap works here.", zh: "可以隔离程序：--sandbox bwrap 在这里可用。" },
  fails: { en: "Programs cannot be isolated: --sandbox bwrap does not work here.", zh: "无法隔离程序：--sandbox bwrap 在这里不可用。" },
} as const;

/** A line for each finding; under one that is not good, what it means and what mends it. */
function inWords({ isolates, findings }: Examination, language: Language, style: Style): string {
  const lines = findings.flatMap(({ state, title, found, meaning, remedy }) => [
    `${style(colours[state], marks[state])} ${title[language]}${language === "zh" ? "：" : ": "}${found[language]}`,
    ...[meaning, remedy && { en: `→ ${remedy.en}`, zh: `→ ${remedy.zh}` }].flatMap((line) => (line ? [`    ${line[language]}`] : [])),
  ]);
  return [...lines, "", style("bold", texts[isolates ? "works" : "fails"][language])].join("\n");
}
