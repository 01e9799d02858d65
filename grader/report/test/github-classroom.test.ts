import { score } from "@wirelab/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { githubClassroom } from "../src/github-classroom.ts";
import { check, fail, fault, lab, pass, report } from "./builders.ts";
import { contentOf, failed, varied } from "./format-fixtures.ts";

const status = z.enum(["pass", "fail", "error"]);

/** What classroom-resources/autograding-grading-reporter reads, and what the graders of the same publisher write. */
const results = z.strictObject({
  version: z.literal(1),
  status,
  max_score: z.int(),
  tests: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        status,
        score: z.int(),
        message: z.string().nullable(),
        test_code: z.string(),
        filename: z.string(),
        line_no: z.int(),
        duration: z.number(),
      }),
    )
    .min(1),
});
type Results = z.infer<typeof results>;

function read(...args: Parameters<typeof contentOf>): Results {
  const encoded = contentOf(...args);
  expect(encoded).toMatch(/^[\w+/]+=*\n$/);
  return results.parse(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")));
}

/** The two totals: the reporter's table once counted passed tests, its notice adds up scores. */
const counted = ({ tests, max_score }: Results): number => (tests.filter((one) => one.status === "pass").length / tests.length) * max_score;
const added = ({ tests }: Results): number => tests.reduce((sum, { score: points }) => sum + points, 0);

describe("GitHub Classroom", () => {
  test.for([
    ["everything right", [pass, pass, pass], "pass", 100, 100],
    ["a stage failed", [pass, fail, pass], "fail", 70, 100],
    ["nothing right", [fail, fail, fail], "fail", 0, 100],
    ["a fault", [pass, fault, pass], "error", 70, 70],
    ["nothing but faults", [fault, fault, fault], "error", 0, 0],
  ] as const)("%s: both readers' totals agree", ([, verdicts, expected, points, possible]) => {
    const told = read(githubClassroom, report("ann", verdicts));
    expect([told.status, added(told), counted(told), told.max_score]).toEqual([expected, points, points, possible]);
  });

  test("they agree for whatever parts of stages were earned, and no part is more than was earned", () => {
    const verdicts = fc.array(fc.constantFrom(pass, fail), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.tuple(verdicts, verdicts, verdicts), (stages) => {
        const checks = stages.flatMap((own, stage) => own.map((verdict, index) => check(lab.stages[stage]!.id, verdict, `check ${index}`)));
        const graded = score({ lab, submission: "ann", seed: 1, sandbox: "bwrap" }, checks);
        const told = read(githubClassroom, graded);
        expect(counted(told)).toBeCloseTo(added(told), 6);
        expect(added(told)).toBeLessThanOrEqual(graded.earned);
        expect(added(told)).toBeGreaterThan(graded.earned - lab.stages.length);
        expect(added(told) === 100).toBe(graded.earned === 100);
        expect(new Set(told.tests.map(({ name }) => name)).size).toBe(told.tests.length);
      }),
    );
  });

  test("why a stage failed stands with its first share that is lost", () => {
    const { tests } = read(githubClassroom, report("ann", [pass, failed, pass]));
    expect(tests.filter(({ message }) => message !== null)).toMatchObject([
      { status: "fail", message: "a check: A chunk was taken for a message." },
    ]);
  });

  test("however much there is to say, it fits into an environment variable", () => {
    const long = { kind: "fail", message: "错".repeat(1_000_000) } as const;
    const stages = Array.from({ length: 20 }, (_, index) => ({ ...lab.stages[0]!, id: `stage-${index}`, points: index === 0 ? 81 : 1 }));
    const many = { ...lab, stages };
    const checks = stages.flatMap(({ id }) =>
      Array.from({ length: 20 }, (_, index) => check(id, long, `check ${index} ${"长".repeat(100)}`)),
    );
    const graded = score({ lab: many, submission: "ann", seed: 1, sandbox: "bwrap" }, checks);
    expect(contentOf(githubClassroom, graded, { labs: new Map([[lab.id, many]]) }).length).toBeLessThan(128 * 1024);
  });

  test("what a hidden check sent and expected is not there", () => {
    expect(JSON.stringify(read(githubClassroom, varied))).not.toMatch(/secret/);
  });
});
