import { Command } from "commander";
import { checkCommand } from "./check.ts";
import { hintCommand } from "./hint.ts";
import { listCommand } from "./list.ts";
import { testCommand } from "./test.ts";
import { updateCommand } from "./update.ts";
import { main } from "../main.ts";

await main((signal) =>
  new Command("lab")
    .description("Checks your work on a lab, stage by stage.")
    .addCommand(checkCommand(signal))
    .addCommand(hintCommand())
    .addCommand(listCommand())
    .addCommand(testCommand(signal))
    .addCommand(updateCommand()),
);
