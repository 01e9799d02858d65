import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CheckResult, hasFault, score, scoreStage, type Verdict } from "../src/index.ts";
import { labOf, result, stage } from "./builders.ts";

const lab = labOf(stage("listen", 40), stage("echo", 60, "listen"));
const run = { lab, submission: "ann", seed: 7, sandbox: "bwrap" } as const;
const lacking: Verdict = { kind: "skip", needs: "Python", lacking: true };

describe("a stage's points", () => {
  test("are shared out over its checks by weight", () => {
    expect(scoreStage(stage("s", 10), [result("s", "pass", 3), result("s", "fail", 1)]).earned).toBe(7.5);
  });

  test("are rounded to hundredths", () => {
    expect(scoreStage(stage("s", 10), [result("s", "pass"), result("s", "fail"), result("s", "fail")]).earned).toBe(3.33);
  });

  test("are not shared out to faults, nor to what this machine cannot check", () => {
    expect(scoreStage(stage("s", 10), [result("s", "pass"), result("s", "fail"), result("s", "fault", 8)]).earned).toBe(5);
    expect(scoreStage(stage("s", 10), [result("s", "pass"), result("s", lacking, 8)]).earned).toBe(10);
  });

  test("are lost to checks that were skipped because of an earlier stage", () => {
    expect(scoreStage(stage("s", 10), [result("s", "pass"), result("s", "skip")]).earned).toBe(5);
  });

  test("are a number though all weights are 0", () => {
    expect(scoreStage(stage("s", 10), [result("s", "pass", 0)]).earned).toBe(0);
  });
});

test.for<[CheckResult["verdict"]["kind"][], string]>([
  [["pass", "pass"], "passed"],
  [["pass", "fail"], "failed"],
  [["fail", "fault"], "failed"],
  [["pass", "fault"], "fault"],
  [["skip", "skip"], "skipped"],
  [["pass", "skip"], "skipped"],
])("a stage with %j has %s", ([kinds, status]) => {
  const results = kinds.map((kind) => result("s", kind));
  expect(scoreStage(stage("s", 10), results).status).toBe(status);
});

test("what this machine cannot check makes a stage neither better nor worse", () => {
  expect(scoreStage(stage("s", 10), [result("s", "pass"), result("s", lacking)]).status).toBe("passed");
  expect(scoreStage(stage("s", 10), [result("s", lacking)]).status).toBe("skipped");
});

describe("a report", () => {
  test("adds up its stages", () => {
    const report = score(run, [result("listen", "pass"), result("echo", "pass"), result("echo", "fail")]);
    expect(report).toMatchObject({ lab: "lab", submission: "ann", seed: 7, sandbox: "bwrap", earned: 70, possible: 100 });
  });

  test("counts a stage of faults neither as earned nor as possible", () => {
    expect(score(run, [result("listen", "pass"), result("echo", "fault")])).toMatchObject({ earned: 40, possible: 40 });
    expect(score(run, [result("listen", "pass"), result("echo", lacking)])).toMatchObject({ earned: 40, possible: 40 });
  });

  test("counts a stage that an earlier one's failure kept from running as possible", () => {
    expect(score(run, [result("listen", "fail"), result("echo", "skip")])).toMatchObject({ earned: 0, possible: 100 });
  });

  test("has a fault where a stage has no check", () => {
    const report = score(run, [result("listen", "pass")]);
    expect(report.stages[1]).toMatchObject({ status: "fault", earned: 0, checks: [{ verdict: { kind: "fault" } }] });
    expect(hasFault(report)).toBe(true);
    expect(hasFault(score(run, [result("listen", "pass"), result("echo", "fail")]))).toBe(false);
  });

  test("holds the stages that were asked for only", () => {
    const report = score({ ...run, stages: ["echo"] }, [result("listen", "fail"), result("echo", "pass")]);
    expect(report.stages.map(({ id }) => id)).toEqual(["echo"]);
    expect(report).toMatchObject({ earned: 60, possible: 60 });
  });
});

test("whatever the verdicts, faults never add points nor cost any", () => {
  const judged = fc.array(
    fc.tuple(fc.constantFrom("listen", "echo"), fc.constantFrom("pass", "fail", "skip"), fc.integer({ min: 1, max: 9 })),
  );
  fc.assert(
    fc.property(judged, fc.constantFrom("listen", "echo"), (checks, faulty) => {
      const results = checks.map(([of, kind, weight]) => result(of, kind, weight));
      const report = score(run, results);
      expect(report.earned).toBeLessThanOrEqual(report.possible);
      expect(score(run, [...results, result(faulty, "fault", 5)])).toMatchObject({ earned: report.earned, possible: report.possible });
    }),
  );
});
