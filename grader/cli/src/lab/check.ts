import { hasFault, type Language, type StageReport } from "@wirelab/model";
import type { Format } from "@wirelab/report/github";
import { refusedParts, stageLine, stageTrouble } from "@wirelab/report/terminal";
import { foldersOf, grade, maxJobs, oneSubmission, portsOf, sweep, UserError } from "@wirelab/runner";
import { Command } from "commander";
import { assertStage } from "../assert-stage.ts";
import { exitCodes } from "../main.ts";
import { anySeed, languageOption, sandboxOption, seedOption, userPath } from "../options.ts";
import { preflight } from "../preflight.ts";
import { standardOutput } from "../terminal.ts";
import { formatOption, writeFormats } from "./format-files.ts";
import { texts } from "./texts.ts";
import { whichLab } from "./which-lab.ts";

interface Options {
  readonly dir?: string;
  readonly all?: boolean;
  readonly format?: readonly Format[];
  readonly out?: string;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none";
  readonly lang: Language;
}

export function checkCommand(signal: AbortSignal): Command {
  return new Command("check")
    .description("Runs the visible checks on your program, stage by stage, and stops at the first stage that fails.")
    .argument("[lab]", "the lab; the one whose folder you are in, or the only one")
    .argument("[stage]", "this stage only, and what it needs")
    .option("--dir <folder>", "where your program is; starter/<lab> by default")
    .option("--all", "goes on after a stage that fails")
    .addOption(formatOption())
    .option("--out <folder>", "where the files of --format go")
    .addOption(seedOption())
    .addOption(sandboxOption("none"))
    .addOption(languageOption())
    .action((lab: string | undefined, stage: string | undefined, options: Options) => check(lab, stage, options, signal));
}

async function check(labId: string | undefined, stage: string | undefined, options: Options, signal: AbortSignal): Promise<void> {
  const lab = await whichLab(labId);
  if (stage !== undefined) assertStage(lab, stage);
  const { format = [], out } = options;
  if (format.length > 0 && out === undefined) throw new UserError("--format needs --out: the folder that its files are written into.");
  const { folder } = oneSubmission(options.dir === undefined ? foldersOf(lab.id).starter : userPath(options.dir), lab.id);
  await preflight(options.sandbox, options.lang);
  await sweep();

  const seed = options.seed ?? anySeed();
  const context = { lab, language: options.lang, seed, ...standardOutput() };
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const onStage = (result: StageReport): "go on" | "stop" => {
    say(stageLine(result, context));
    for (const line of stageTrouble(result, context)) say(line);
    return result.status === "failed" && !options.all ? "stop" : "go on";
  };
  const request = { lab, submission: "yours", folder, seed, sandbox: options.sandbox, stages: stage === undefined ? undefined : [stage] };
  const report = await grade({ ...request, visibleOnly: true }, { signal, ports: portsOf(process.pid % maxJobs), onStage });
  if (out !== undefined) writeFormats(format, report, lab, options.lang, userPath(out));
  for (const line of refusedParts(report, context)) say(line);
  const failed = report.stages.some(({ status }) => status === "failed");
  if (hasFault(report)) process.exitCode = exitCodes.fault;
  else if (!failed) say(texts.allPassed[options.lang]);
  if (failed && !options.all) say(texts.stopped[options.lang]);
}
