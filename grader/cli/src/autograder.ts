import { Command } from "commander";
import { doctorCommand } from "./grader/doctor.ts";
import { gradeCommand } from "./grader/grade.ts";
import { main } from "./main.ts";

// The commands of `grader` that an autograder on another platform needs, so that it holds no more than these use.
await main((signal) =>
  new Command("autograder").description("Grades submissions of one lab.").addCommand(gradeCommand(signal)).addCommand(doctorCommand()),
);
