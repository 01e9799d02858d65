import { score } from "@wirelab/model";
import { expect, test } from "vitest";
import { z } from "zod";
import { gradescope } from "../src/gradescope.ts";
import { check, fail, fault, lab, pass, report } from "./builders.ts";
import { contentOf, failed, varied } from "./format-fixtures.ts";

const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);
const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);

/** The rules of https://gradescope-autograders.readthedocs.io/en/latest/specs/, section "Output format". */
const results = z.strictObject({
  score: z.number(),
  execution_time: z.number().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  test_output_format: format.optional(),
  test_name_format: format.optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(
    z.strictObject({
      score: z.number().optional(),
      max_score: z.number().optional(),
      status: z.enum(["passed", "failed"]).optional(),
      name: z.string(),
      name_format: format.optional(),
      number: z.string().optional(),
      output: z.string().optional(),
      output_format: format.optional(),
      tags: z.array(z.string()).optional(),
      visibility: visibility.optional(),
      extra_data: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const read = (...args: Parameters<typeof contentOf>): z.infer<typeof results> => results.parse(JSON.parse(contentOf(...args)));

test("a report of every verdict keeps the rules", () => {
  const { score: points, tests } = read(gradescope, varied);
  expect(points).toBe(varied.earned);
  expect(tests.map(({ name, number, status, score: own, max_score }) => [number, name, status, own, max_score])).toEqual([
    ["1.1", "1 listen · Listens: listens", "passed", 40, 40],
    ["2.1", "2 echo · Echoes: echoes a line", "passed", 6, 6],
    ["2.2", "2 echo · Echoes: joins a line that came in two segments", "failed", 0, 6],
    ["2.3", "2 echo · Echoes: joins a line that came in two segments (hidden)", "failed", 0, 6],
    ["2.4", "2 echo · Echoes: joins a line that came in two segments (2)", "failed", 0, 6],
    ["2.5", "2 echo · Echoes: is skipped", "failed", 0, 6],
    ["2.6", "2 echo · Echoes: measures memory", undefined, undefined, undefined],
    ["3.1", "3 byte-stream · Finds the lines: is a fault", undefined, undefined, undefined],
  ]);
});

test("a hidden check is visible, as else the total would not be; what it sent and expected is not there", () => {
  const only = score({ lab, submission: "ann", seed: 1, sandbox: "bwrap" }, [
    { ...check("listen", failed, "a hidden one", [{ at: 0, peer: "ann", kind: "out", bytes: Buffer.from("secret") }]), hidden: true },
  ]);
  const text = contentOf(gradescope, only);
  expect(read(gradescope, only).tests[0]).toMatchObject({
    visibility: "visible",
    status: "failed",
    output: expect.stringContaining("hidden check"),
  });
  expect(text).not.toMatch(/secret|hel"|main\.ts|chunk/);
  expect(text).not.toMatch(/"visibility": "(hidden|after)/);
});

test("the tests' points add up to the score where nothing is rounded", () => {
  const { score: points, tests } = read(gradescope, report("ann", [pass, fail, pass]));
  expect(points).toBe(70);
  expect(tests.reduce((sum, { score: own = 0 }) => sum + own, 0)).toBe(70);
});

test("a fault is told, in the reader's language", () => {
  expect(read(gradescope, report("ann", [pass, fault, pass])).output).toMatch(/^70\/70\n.*instructor/);
  expect(read(gradescope, report("ann", [pass, fault, pass]), { language: "zh" }).output).toContain("老师");
});
