import { resolve } from "node:path";
import { type Language, languages } from "@wirelab/model";
import { defaultJobs, maxJobs } from "@wirelab/runner";
import { InvalidArgumentError, Option } from "commander";

const highestSeed = 2 ** 31 - 1;

/** A whole number in a range, as an option's value. */
function wholeNumber(low: number, high: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < low || number > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return number;
  };
}

export const seedOption = (): Option =>
  new Option("--seed <n>", "replays the run that had this seed").argParser(wholeNumber(0, highestSeed));

export const jobsOption = (): Option =>
  new Option("--jobs <n>", "how many submissions are graded at a time").argParser(wholeNumber(1, maxJobs)).default(defaultJobs());

export const repeatOption = (): Option =>
  new Option("--repeat <n>", "rounds, each with another seed; those after the first look for flakiness")
    .argParser(wholeNumber(1, 1000))
    .default(1);

export const sandboxOption = (standard: "bwrap" | "none"): Option =>
  new Option("--sandbox <mode>", "how programs are isolated").choices(["bwrap", "none"]).default(standard);

/** As `sandboxOption`, with the best that this machine can do, said out loud: for programs that are known. */
export const knownProgramsSandboxOption = (): Option =>
  new Option("--sandbox <mode>", "how programs are isolated; auto: as well as this machine can")
    .choices(["bwrap", "none", "auto"])
    .default("auto");

export const languageOption = (): Option =>
  new Option("--lang <language>", "the language of all that a student reads").choices([...languages]).default(systemLanguage());

function systemLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || "").startsWith("zh") ? "zh" : "en";
}

/** A seed for a run that was given none. */
export function anySeed(): number {
  return Math.floor(Math.random() * highestSeed);
}

/** A path as the person who typed it meant it: pnpm runs scripts in the workspace's root, wherever it was called. */
export function userPath(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}
