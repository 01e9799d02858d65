import { type GradeReport, hasFault, type Lab, type Language, type Verdict } from "@wirelab/model";
import { foldersOf, grade, labIds, loadLab, maxJobs, portsOf, sweep } from "@wirelab/runner";
import { Command } from "commander";
import { exitCodes } from "../main.ts";
import { anySeed, languageOption, sandboxOption } from "../options.ts";
import { preflight } from "../preflight.ts";
import { texts } from "./texts.ts";

interface Options {
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

export function testCommand(signal: AbortSignal): Command {
  return new Command("test")
    .description("Tries out whether labs can be worked on here: programs start, and every visible check can be run on them, passed or not.")
    .addOption(sandboxOption("none"))
    .addOption(languageOption())
    .action((options: Options) => tryOut(options, signal));
}

async function tryOut({ sandbox, lang }: Options, signal: AbortSignal): Promise<void> {
  await preflight(sandbox, lang);
  await sweep();
  let isWell = true;
  for (const lab of await Promise.all(labIds().map(loadLab))) {
    const request = { lab, submission: "yours", folder: foldersOf(lab.id).starter, seed: anySeed(), sandbox, visibleOnly: true };
    const report = await grade(request, { signal, ports: portsOf(process.pid % maxJobs) });
    const { line, code } = outcomeOf(lab, report, lang);
    process.stdout.write(`${line}\n`);
    isWell &&= code === exitCodes.graded;
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  }
  if (isWell) process.stdout.write(`${texts.allWell[lang]}\n`);
}

/** What a grade says about whether the lab can be worked on; how good the program is does not matter. */
function outcomeOf({ id }: Lab, report: GradeReport, lang: Language): { line: string; code: number } {
  const verdicts = report.stages.flatMap(({ checks }) => checks.map(({ verdict }) => verdict));
  const faults = verdicts.flatMap((verdict) => (verdict.kind === "fault" ? [verdict.error] : []));
  const unstarted = verdicts.find((verdict) => verdict.kind === "fail" && verdict.unstarted);
  if (hasFault(report)) return { line: `✗ ${id}: ${texts.faults(faults.length)[lang]}\n${faults[0]}`, code: exitCodes.fault };
  if (unstarted?.kind === "fail")
    return { line: `✗ ${id}: ${texts.startsNot[lang]} ${unstarted.texts?.message[lang] ?? unstarted.message}`, code: exitCodes.wrongUse };
  const count = (kind: Verdict["kind"]): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  const line = texts.starts({ passed: count("pass"), failed: count("fail"), skipped: count("skip") })[lang];
  return { line: `✓ ${id}: ${line}`, code: exitCodes.graded };
}
