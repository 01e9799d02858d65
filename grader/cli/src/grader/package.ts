import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Language } from "@wirelab/model";
import { packageGradescope } from "@wirelab/release";
import { loadLab, root, UserError } from "@wirelab/runner";
import { Argument, Command, Option } from "commander";
import { languageOption, userPath } from "../options.ts";

interface Options {
  readonly lab: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly sandbox: "bwrap" | "auto";
  readonly lang: Language;
}

export function packageCommand(signal: AbortSignal): Command {
  return new Command("package")
    .description("Packs all that grading one lab needs into an autograder for another platform.")
    .addArgument(new Argument("<platform>", "where it is to grade").choices(["gradescope"]))
    .requiredOption("--lab <id>", "the lab that it grades")
    .option("--out <file>", "where the zip file is written; <platform>-<lab>.zip by default")
    .option("--force", "replaces a file that is there already")
    .addOption(
      new Option("--sandbox <mode>", "bwrap: isolated or not at all; auto: not isolated where the platform's machine cannot, and says so")
        .choices(["bwrap", "auto"])
        .default("bwrap"),
    )
    .addOption(languageOption())
    .action((platform: string, options: Options) => makePackage(platform, options, signal));
}

async function makePackage(platform: string, { lab: id, out, force, sandbox, lang }: Options, signal: AbortSignal): Promise<void> {
  const lab = await loadLab(id);
  const file = userPath(out ?? `${platform}-${id}.zip`);
  if (existsSync(file) && !force) throw new UserError(`${file} is there already: --force replaces it, --out <file> gives another name.`);
  if (!existsSync(dirname(file))) throw new UserError(`There is no folder ${dirname(file)} to write ${basename(file)} into.`);
  const { files, uncommitted } = await packageGradescope({ root, lab, out: file, sandbox, language: lang, signal });
  if (uncommitted > 0)
    process.stderr.write(
      `${uncommitted} files are not committed: those that git tracks were packed as they are now, the others were left out.\n`,
    );
  process.stdout.write(`${files.length} files in ${file}\n`);
}
