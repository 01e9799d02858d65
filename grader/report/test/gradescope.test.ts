import { score } from "@wirelab/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { gradescope } from "../src/gradescope.ts";
import { check, fail, fault, lab, pass, report } from "./builders.ts";
import { contentOf, failed, varied } from "./format-fixtures.ts";

const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);
const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);

/** The rules of https://gradescope-autograders.readthedocs.io/en/latest/specs/, section "Output format". */
const results = z.strictObject({
  score: z.number().optional(),
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

test("the tests' points add up to the score, and what they are worth to all there is, for whatever was earned", () => {
  const hundredths = (points: readonly (number | undefined)[]): number =>
    points.reduce<number>((sum, own) => sum + Math.round((own ?? 0) * 100), 0);
  const outcomes = fc.array(fc.record({ verdict: fc.constantFrom(pass, fail, fault), weight: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.tuple(outcomes, outcomes, outcomes), (stages) => {
      const checks = stages.flatMap((own, stage) =>
        own.map(({ verdict, weight }, index) => ({ ...check(lab.stages[stage]!.id, verdict, `check ${index}`), weight })),
      );
      const graded = score({ lab, submission: "ann", seed: 1, sandbox: "bwrap" }, checks);
      const { score: points = 0, tests } = read(gradescope, graded);
      expect(hundredths(tests.map((own) => own.score))).toBe(Math.round(points * 100));
      expect(hundredths(tests.map(({ max_score }) => max_score))).toBe(graded.possible * 100);
      for (const own of tests)
        expect(own.score === undefined || (own.score <= (own.max_score ?? 0) && own.score === Number(own.score.toFixed(2)))).toBe(true);
    }),
  );
});

test("where nothing could be judged there is no score: neither a 0 that looks like the student's, nor tests that add up to one", () => {
  const { score: points, tests, output } = read(gradescope, report("ann", [fault, fault, fault]));
  expect(points).toBeUndefined();
  expect(tests.map((own) => own.score)).toEqual([undefined, undefined, undefined]);
  expect(output).toContain("the grader's trouble, not yours");
});

test("a fault is told, in the reader's language", () => {
  expect(read(gradescope, report("ann", [pass, fault, pass])).output).toMatch(/^70\/70\n.*instructor/);
  expect(read(gradescope, report("ann", [pass, fault, pass]), { language: "zh" }).output).toContain("老师");
});
