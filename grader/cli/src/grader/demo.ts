import { join } from "node:path";
import { findSubmissions, isInPython, root } from "@wirelab/runner";
import { Command } from "commander";
import { jobsOption, languageOption, seedOption } from "../options.ts";
import { provision } from "../provision.ts";
import { gradeSubmissions, type GradingOptions } from "./grade-submissions.ts";

export function demoCommand(signal: AbortSignal): Command {
  return new Command("demo")
    .description("Grades the class in examples/class, isolated as well as this machine can.")
    .addOption(jobsOption())
    .addOption(seedOption())
    .addOption(languageOption())
    .action(async (options: Omit<GradingOptions, "sandbox">) => {
      const { sandbox, python } = await provision();
      const submissions = findSubmissions(join(root, "examples/class"), undefined);
      await gradeSubmissions(
        submissions.filter(({ folder }) => python || !isInPython(folder)),
        { ...options, sandbox },
        signal,
      );
    });
}
