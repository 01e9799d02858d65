import { Command } from "commander";
import { benchCommand } from "./grader/bench.ts";
import { compareCommand } from "./grader/compare.ts";
import { demoCommand } from "./grader/demo.ts";
import { doctorCommand } from "./grader/doctor.ts";
import { gradeCommand } from "./grader/grade.ts";
import { packageCommand } from "./grader/package.ts";
import { releaseCommand } from "./grader/release.ts";
import { reportCommand } from "./grader/report.ts";
import { verifyCommand } from "./grader/verify.ts";
import { main } from "./main.ts";

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
