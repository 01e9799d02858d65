import { expect, test } from "vitest";
import { z } from "zod";
import { exercism } from "../src/exercism.ts";
import { fail, fault, pass, report, skip } from "./builders.ts";
import { contentOf, failed, varied } from "./format-fixtures.ts";

const status = z.enum(["pass", "fail", "error"]);

/** The rules of https://exercism.org/docs/building/tooling/test-runners/interface, version 3. */
const results = z
  .strictObject({
    version: z.literal(3),
    status,
    message: z.string().min(1).optional(),
    tests: z.array(
      z
        .strictObject({
          name: z.string().min(1),
          status,
          message: z.string().min(1).optional(),
          output: z.string().max(500).optional(),
          test_code: z.string().optional(),
          task_id: z.int().positive().optional(),
        })
        .refine((one) => one.status === "pass" || one.message !== undefined, "says why it did not pass"),
    ),
  })
  .refine((all) => (all.status === "error") === (all.message !== undefined), "an error, and only that, has a message")
  .refine((all) => all.status !== "error" || all.tests.length === 0, "an error only where nothing ran")
  .refine((all) => all.status !== "pass" || all.tests.every((one) => one.status === "pass"), "passes where all tests do");

const read = (...args: Parameters<typeof contentOf>): z.infer<typeof results> => results.parse(JSON.parse(contentOf(...args)));

test("a report of every verdict keeps the rules; a stage is a task", () => {
  const { status: whole, tests } = read(exercism, varied);
  expect(whole).toBe("fail");
  expect(tests.map((one) => [one.status, one.task_id])).toEqual([
    ["pass", 1],
    ["pass", 2],
    ["fail", 2],
    ["fail", 2],
    ["fail", 2],
    ["fail", 2],
    ["error", 3],
  ]);
  expect(tests[2]?.output).toContain("main.ts:3:5");
  expect(tests[3]?.name).toMatch(/\(hidden\)$/);
  expect(tests[3]).not.toHaveProperty("output");
});

test("what passes passes", () => {
  expect(read(exercism, report("ann", [pass, pass, pass]))).toMatchObject({ status: "pass" });
});

test.for([
  [
    "a program that could not be started",
    [{ ...fail, kind: "fail", message: "There is no src/main.ts.", unstarted: true }, skip, skip],
    /no src\/main/,
  ],
  ["nothing but faults", [fault, fault, fault], /spawn bwrap/],
] as const)("%s is an error, with the reason", ([, verdicts, message]) => {
  expect(read(exercism, report("ann", verdicts))).toMatchObject({ status: "error", message: expect.stringMatching(message), tests: [] });
});

test("of much output the end is shown", () => {
  const { tests } = read(exercism, report("ann", [{ ...failed, stderr: `${"x".repeat(9999)}the end` } as typeof failed]));
  expect(tests[0]?.output).toHaveLength(500);
  expect(tests[0]?.output).toMatch(/^…x+the end$/);
});
