import type { Lab } from "@wirelab/model";
import { styleFor } from "@wirelab/report";
import { labIds, loadLab, localExecutor } from "@wirelab/runner";
import { type Shard, type Verification, verify, type VerifyOptions } from "@wirelab/runner/verify";
import { Command, Option } from "commander";
import { exitCodes } from "../main.ts";
import { anySeed, jobsOption, knownProgramsSandboxOption, repeatOption, seedOption } from "../options.ts";
import { preflight } from "../preflight.ts";
import { provision } from "../provision.ts";
import { Progress } from "../progress.ts";
import { shardOption } from "./shard-option.ts";
import { verificationReport } from "./verification-report.ts";

interface Options {
  readonly quick: boolean;
  readonly shard?: Shard;
  readonly only?: readonly string[];
  readonly repeat: number;
  readonly jobs: number;
  readonly seed?: number;
  readonly sandbox: "bwrap" | "none" | "auto";
}

export function verifyCommand(signal: AbortSignal): Command {
  return new Command("verify")
    .description("Proves a lab's checks: right programs get everything, wrong ones fail exactly the stages that they must.")
    .argument("[lab...]", "the labs; all by default")
    .option("--quick", "grades wrong programs only in the stages that they must fail", false)
    .addOption(shardOption().conflicts("only"))
    .addOption(onlyOption())
    .addOption(repeatOption())
    .addOption(jobsOption())
    .addOption(seedOption())
    .addOption(knownProgramsSandboxOption())
    .action((labs: string[], options: Options) => verifyAll(labs, options, signal));
}

const onlyOption = (): Option =>
  new Option("--only <program>", "grades this program only, e.g. one of the corpus; may be given several times").argParser<
    readonly string[] | undefined
  >((name, names) => [...(names ?? []), name]);

async function verifyAll(ids: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  const labs = await Promise.all((ids.length > 0 ? ids : labIds()).map(loadLab));
  const machine = await provision();
  const sandbox = options.sandbox === "auto" ? machine.sandbox : options.sandbox;
  await preflight(sandbox, "en");
  for (const lab of labs) {
    const verification = await verifyOne(lab, { ...options, sandbox, withoutPython: !machine.python }, signal);
    process.stdout.write(`${verificationReport(verification, styleFor(process.stdout))}\n`);
    if (verification.problems.length > 0) process.exitCode = exitCodes.wrongUse;
  }
}

type VerifyOneOptions = Omit<Options, "sandbox"> & Pick<VerifyOptions, "sandbox" | "withoutPython">;

async function verifyOne(lab: Lab, options: VerifyOneOptions, signal: AbortSignal): Promise<Verification> {
  using progress = new Progress();
  return await verify(lab, {
    ...options,
    executor: localExecutor({ jobs: options.jobs }),
    signal,
    seed: options.seed ?? anySeed(),
    onProgress: (done, all, problems) => {
      for (const problem of problems) progress.note(`${lab.id}, grading ${done} of ${all}: ${problem}`);
      progress.update({ done, all, name: lab.id });
    },
  });
}
