import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@wirelab/model";
import { BadRelease, carryOut, openRelease, planUpdate, type Update } from "@wirelab/release/update";
import { root, UserError } from "@wirelab/runner";
import { Command } from "commander";
import { languageOption, userPath } from "../options.ts";
import { texts } from "./texts.ts";

interface Options {
  readonly dryRun?: boolean;
  readonly into?: string;
  readonly lang: Language;
}

export function updateCommand(): Command {
  return new Command("update")
    .description("Brings your copy up to date from a newer release. What you wrote in starter/ stays as it is.")
    .argument("<from>", "the newer release: its folder, or a .zip or .tar.gz of it")
    .option("--dry-run", "says what would change, and changes nothing")
    .option("--into <folder>", "the copy to bring up to date, where it is another than this one")
    .addOption(languageOption())
    .action(update);
}

async function update(from: string, { dryRun, into, lang }: Options): Promise<void> {
  const copy = into === undefined ? root : userPath(into);
  try {
    await using release = await openRelease(userPath(from));
    const plan = planUpdate(copy, release.folder);
    const told = report(plan, copy, lang);
    if (!dryRun) carryOut(plan, copy, release.folder);
    process.stdout.write(`${[...told, texts.updated(plan, dryRun ?? false)[lang]].join("\n")}\n`);
  } catch (error) {
    throw error instanceof BadRelease ? new UserError(error.text[lang]) : error;
  }
}

/** One line a file; those of the student's that stay behind the release come last, as there is something to do about them. */
function report({ written, removed, putAside, kept }: Update, copy: string, lang: Language): string[] {
  const aside = (file: string): string => (putAside.includes(file) ? `  (${texts.putAside[lang]} .wirelab/put-aside/${file})` : "");
  return [
    ...written.map((file) => `${existsSync(join(copy, file)) ? "~" : "+"} ${file}${aside(file)}`),
    ...removed.map((file) => `- ${file}${aside(file)}`),
    ...kept.map((file) => `! ${file}  (${texts.kept[lang]})`),
  ];
}
