import { root } from "@wirelab/runner";
import { makeRelease } from "@wirelab/release";
import { Command } from "commander";
import { userPath } from "../options.ts";

interface Options {
  readonly out: string;
  readonly withSolution: readonly string[];
}

export function releaseCommand(signal: AbortSignal): Command {
  return new Command("release")
    .description("Writes the students' edition of this workspace: without hidden checks, corpus, solutions and what is for instructors.")
    .requiredOption("--out <folder>", "where it is written; nothing may be there yet")
    .option("--with-solution <lab>", "hands out a lab's reference; may be given several times", (lab, labs: string[]) => [...labs, lab], [])
    .action(async ({ out, withSolution }: Options) => {
      const { files, uncommitted } = await makeRelease({ root, out: userPath(out), solutions: withSolution, signal });
      if (uncommitted > 0)
        process.stderr.write(
          `${uncommitted} files are not committed: those that git tracks were released as they are now, the others were left out.\n`,
        );
      process.stdout.write(`${files.length} files in ${userPath(out)}\n`);
    });
}
