import { execFileSync } from "node:child_process";
import { test } from "vitest";
import { commandLine } from "../src/command-line.ts";

test("the command line that is printed is what a shell takes apart again", ({ expect }) => {
  const args = ["grade", "a b", "第一 班", "it's", "$(id)", "--seed", "7", ""];
  const line = commandLine(["node", "/x/grader.ts", ...args]);
  expect(line).toMatch(/^pnpm grader grade 'a b' /);
  const words = execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
  expect(words).toEqual(["pnpm", "grader", ...args]);
});
