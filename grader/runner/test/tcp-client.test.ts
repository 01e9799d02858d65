import { test } from "vitest";
import { loadLab } from "../src/index.ts";
import { faultsOf, gradeProgram, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";

const lab = await loadLab("tcp-client");
const connects = "connect/connects-to-the-host-and-port-it-was-given";
const sends = "send/says-nothing-before-there-is-a-request";

test.concurrent.for([
  { program: "never-connects", check: connects, says: /^fail: No connection came to 127\.0\.0\.1 port \d+/ },
  { program: "connects-elsewhere", check: connects, says: /connects to 127\.0\.0\.1 port 9, not to/ },
  { program: "exits-at-once", check: connects, says: /ended by itself with exit code 3/ },
  { program: "floods-stdout", check: connects, says: /flooded its output|burns CPU time|No connection came/ },
  { program: "floods-the-server", check: sends, says: /^fail: Something came while nothing may be sent/ },
  { program: "no-main", check: "connect/start", says: /has no src\/main\.ts/ },
])("a client that misbehaves: $program", async ({ program, check, says }, { expect }) => {
  const [stage = ""] = check.split("/");
  const { report, ports } = await gradeProgram(program, { lab, stages: [stage] });
  expect(faultsOf(report)).toEqual([]);
  expect(wordsOn(report, check)).toMatch(says);
  await nothingLeft(ports);
});
