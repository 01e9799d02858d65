import type { Language } from "@wirelab/model";
import { labIds, loadLab } from "@wirelab/runner";
import { Command } from "commander";
import { languageOption } from "../options.ts";

export function listCommand(): Command {
  return new Command("list")
    .description("Prints the labs with their stages.")
    .addOption(languageOption())
    .action(async ({ lang }: { readonly lang: Language }) => {
      for (const lab of await Promise.all(labIds().map(loadLab))) {
        process.stdout.write(`${lab.id} · ${lab.title[lang]}\n`);
        for (const { id, points, title } of lab.stages) process.stdout.write(`  ${String(points).padStart(3)}  ${id} · ${title[lang]}\n`);
      }
    });
}
