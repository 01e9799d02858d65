import { Command } from "commander";
import { benchCommand } from "./bench.ts";
import { compareCommand } from "./compare.ts";
import { demoCommand } from "./demo.ts";
import { doctorCommand } from "./doctor.ts";
import { gradeCommand } from "./grade.ts";
import { packageCommand } from "./package.ts";
import { releaseCommand } from "./release.ts";
import { reportCommand } from "./report.ts";
import { verifyCommand } from "./verify.ts";
import { main } from "../main.ts";

await main((signal) =>
  new Command("grader")
    .description("Grades submissions, and proves the checks that it grades by.")
    .addCommand(gradeCommand(signal))
    .addCommand(reportCommand())
    .addCommand(verifyCommand(signal))
    .addCommand(compareCommand(signal))
    .addCommand(demoCommand(signal))
    .addCommand(benchCommand(signal))
    .addCommand(doctorCommand())
    .addCommand(releaseCommand(signal))
    .addCommand(packageCommand(signal)),
);
