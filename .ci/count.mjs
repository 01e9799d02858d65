// Adds up what vitest and `grader verify` counted, and the commands themselves; ends with `N passed, N failed`.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const [, , log, law, tests, laws, students, checks] = process.argv;
const [output, proof] = [log, law].map((path) => stripVTControlCharacters(readFileSync(path, "utf8")));
const total = { passed: 0, failed: 0, skipped: 0 };

for (const [, line] of output.matchAll(/^.*?\bTests {2}(.*)$/gm)) {
  for (const [, count, outcome] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) total[outcome] += Number(count);
}
for (const [, gradings, problems, leftOut] of proof.matchAll(/(\d+) gradings, (\d+) problems, (\d+) programs left out/g)) {
  total.passed += Math.max(0, Number(gradings) - Number(problems));
  total.failed += Number(problems);
  total.skipped += Number(leftOut);
}
for (const [command, status] of Object.entries({ test: tests, verify: laws, "--filter @wirelab/release e2e": students, check: checks })) {
  if (status === "0") total.passed += 1;
  else console.log(`pnpm ${command} ended with exit code ${status}`);
  if (status !== "0") total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 3 ? 0 : 1;
