import type { Language } from "@wirelab/model";
import { Command } from "commander";
import { assertStage } from "../assert-stage.ts";
import { languageOption } from "../options.ts";
import { whichLab } from "./which-lab.ts";

export function hintCommand(): Command {
  return new Command("hint")
    .description("Prints the hint for a stage.")
    .argument("<lab>", "the lab")
    .argument("<stage>", "the stage")
    .addOption(languageOption())
    .action(async (labId: string, stageId: string, { lang }: { readonly lang: Language }) => {
      const lab = await whichLab(labId);
      assertStage(lab, stageId);
      const stage = lab.stages.find(({ id }) => id === stageId);
      if (stage) process.stdout.write(`${stage.title[lang]}\n${stage.hint[lang]}${stage.spec === undefined ? "" : `\n(${stage.spec})`}\n`);
    });
}
