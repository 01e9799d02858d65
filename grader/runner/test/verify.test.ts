import type { CheckResult, GradeReport } from "@wirelab/model";
import { test } from "vitest";
import type { Executor, GradeRequest } from "../src/index.ts";
import { verify, type VerifyOptions } from "../src/verify/verify.ts";
import { lab } from "./support/grading.ts";

/** Tells what it was asked to grade, and has every program pass one check. */
function passes(asked: GradeRequest[]): Executor {
  const check: CheckResult = {
    ...{ id: "echo/any", stage: "echo", title: "any", hidden: false, weight: 1, ms: 0, transcript: [] },
    verdict: { kind: "pass" },
  };
  const reportOn = ({ submission, seed, sandbox }: GradeRequest): GradeReport => ({
    ...{ version: 1, lab: lab.id, submission, seed, sandbox, earned: 0, possible: 0 },
    stages: [{ id: "echo", title: { en: "", zh: "" }, points: 0, earned: 0, status: "passed", checks: [check] }],
  });
  return {
    async *run(requests) {
      for (const request of requests) {
        asked.push(request);
        yield { report: reportOn(request), taken: false };
      }
    },
  };
}

async function verifyWith(
  options: Partial<VerifyOptions>,
): Promise<{ asked: GradeRequest[]; graded: string[]; problems: readonly string[] }> {
  const asked: GradeRequest[] = [];
  const standard = { sandbox: "none", seed: 1, withoutPython: false, repeat: 1, quick: true, onProgress: () => {} } as const;
  const { problems } = await verify(lab, { ...standard, executor: passes(asked), signal: new AbortController().signal, ...options });
  return { asked, graded: asked.map(({ submission }) => submission), problems };
}

test("shards share the corpus out among them, and each has the reference and the starter", async ({ expect }) => {
  const whole = await verifyWith({});
  const parts = await Promise.all([1, 2, 3].map((number) => verifyWith({ shard: { number, count: 3 } })));
  for (const { graded } of parts) expect(graded.slice(0, 2)).toEqual(["reference", "starter"]);
  const inParts = parts.flatMap(({ graded }) => graded.slice(2));
  expect(inParts.toSorted()).toEqual(whole.graded.slice(2).toSorted());
  expect(inParts.length).toBeGreaterThan(50);
});

test("a check that no rejected program fails is a problem, which a part of the corpus cannot show", async ({ expect }) => {
  const toothless = "check echo/any is failed by no rejected program";
  expect((await verifyWith({})).problems).toContain(toothless);
  expect((await verifyWith({ shard: { number: 1, count: 2 } })).problems).not.toContain(toothless);
});

test("programs can be named; what the lab as a whole lacks is not asked then", async ({ expect }) => {
  const { graded, problems } = await verifyWith({ only: ["adds-newline", "starter"] });
  expect(graded).toEqual(["starter", "adds-newline"]);
  expect(problems).toEqual([expect.stringMatching(/^rejected adds-newline .*: echo should fail and is passed$/)]);
  await expect(verifyWith({ only: ["brodcasts"] })).rejects.toThrow('tcp-server has no program "brodcasts"');
});

test("a rejected program that passes what it must fail is a problem", async ({ expect }) => {
  const { problems } = await verifyWith({});
  expect(problems).toContainEqual(expect.stringMatching(/^rejected \S+ \(seed 1\): echo should fail and is passed$/));
});

test("each round has a seed of its own", async ({ expect }) => {
  const { graded } = await verifyWith({ repeat: 3, shard: { number: 1, count: 20 } });
  expect(graded.filter((name) => name === "reference")).toHaveLength(3);
});

test("rounds after the first grade wrong programs in nothing but the stages that they must fail", async ({ expect }) => {
  const { asked } = await verifyWith({ repeat: 2, quick: false });
  const [full, quick] = [asked.slice(0, asked.length / 2), asked.slice(asked.length / 2)];
  expect(full.filter(({ stages }) => stages)).toEqual([]);
  expect(quick.find(({ submission }) => submission === "reference")).not.toHaveProperty("stages");
  expect(quick.find(({ submission }) => submission === "broadcasts")).toMatchObject({
    stages: ["byte-stream", "many-clients", "backpressure", "idle"],
    withoutNeeds: true,
  });
});
