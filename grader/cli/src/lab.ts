import { Command } from "commander";
import { checkCommand } from "./lab/check.ts";
import { hintCommand } from "./lab/hint.ts";
import { listCommand } from "./lab/list.ts";
import { testCommand } from "./lab/test.ts";
import { updateCommand } from "./lab/update.ts";
import { main } from "./main.ts";

await main((signal) =>
  new Command("lab")
    .description("Checks your work on a lab, stage by stage.")
    .addCommand(checkCommand(signal))
    .addCommand(hintCommand())
    .addCommand(listCommand())
    .addCommand(testCommand(signal))
    .addCommand(updateCommand()),
);
