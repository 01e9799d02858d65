import { score, text } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { plain, submissionReport } from "../src/index.ts";
import { check, fail, fault, lab, pass, report, skip } from "./builders.ts";

const context = { lab, language: "en", style: plain } as const;

describe("a submission's report", () => {
  test("has a line for each stage and the points", () => {
    expect(`\n${submissionReport(report("ann", [pass, pass, pass]), context)}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · ann
      ✓  1 listen · Listens                                                40/40
      ✓  2 echo · Echoes                                                   30/30
      ✓  3 byte-stream · Finds the lines                                   30/30
      100/100 points  seed 8127
      "
    `);
  });

  test("shows the first failure of a stage in full, others by name, and skipped stages as such", () => {
    const results = [
      check("listen", pass),
      check("echo", fail, "echoes a line"),
      check("echo", fail, "echoes an empty line"),
      check("byte-stream", skip),
    ];
    const shown = submissionReport(score({ lab, submission: "bob", seed: 8127, sandbox: "none" }, results), context);
    expect(`\n${shown}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · bob
      ✓  1 listen · Listens                                                40/40
      ✗  2 echo · Echoes                                                    0/30

           ✗ echoes a line
             The reply did not come, or not all of it.
             hint: pnpm lab hint tcp-server echo
             again: pnpm lab check tcp-server echo --seed 8127

           ✗ echoes an empty line

      -  3 byte-stream · Finds the lines                                    0/30
      40/100 points  seed 8127  (practice: not isolated)
      "
    `);
  });

  test("shows a fault as the grader's", () => {
    expect(`\n${submissionReport(report("ann", [pass, fault, pass]), context)}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · ann
      ✓  1 listen · Listens                                                40/40
      !  2 echo · Echoes                                                    0/30
           ! a check: the grader's own trouble
             spawn bwrap ENOENT
      ✓  3 byte-stream · Finds the lines                                   30/30
      70/70 points  seed 8127
      "
    `);
  });

  test("names what was not taken in, in the reader's language", () => {
    const refused = [{ path: "src/a\\nb.ts", reason: text("It is a symbolic link.", "这是符号链接。") }];
    const partial = { ...report("ann", [pass, pass, pass]), refused };
    expect(submissionReport(partial, context).split("\n")[1]).toBe("- not taken in: src/a\\nb.ts  It is a symbolic link.");
    expect(submissionReport(partial, { ...context, language: "zh" }).split("\n")[1]).toBe("- 未收取： src/a\\nb.ts  这是符号链接。");
  });
});
