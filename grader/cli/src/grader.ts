import { Command } from "commander";
import { gradeCommand } from "./grader/grade.ts";
import { verifyCommand } from "./grader/verify.ts";
import { main } from "./main.ts";

await main((signal) =>
  new Command("grader")
    .description("Grades submissions, and proves the checks that it grades by.")
    .addCommand(gradeCommand(signal))
    .addCommand(verifyCommand(signal)),
);
