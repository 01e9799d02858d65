import { type CheckResult, type GradeReport, score, toJson, type Verdict } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { forStudent } from "../src/index.ts";
import { check, lab, wire } from "./builders.ts";

const secret = "s3cret";

const verdicts: Record<string, Verdict> = {
  pass: { kind: "pass" },
  skip: { kind: "skip", needs: "echo" },
  fault: { kind: "fault", error: secret },
  fail: {
    kind: "fail",
    message: secret,
    expected: secret,
    actual: secret,
    diagnosis: secret,
    peer: secret,
    stderr: secret,
    texts: {
      message: { en: secret, zh: secret },
      diagnosis: { en: secret, zh: secret },
      expected: { en: secret, zh: secret },
      actual: { en: secret, zh: secret },
    },
  },
};

function reportOn(result: CheckResult): GradeReport {
  return score({ lab, submission: "ann", seed: 8127, sandbox: "bwrap" }, [check("listen", verdicts["pass"]!), result]);
}

describe.for(Object.entries(verdicts))("a student's report of a %s", ([kind, verdict]) => {
  const result = { ...check("echo", verdict, "echoes a line", wire([secret, "in", secret])), ms: 1234 };

  test("tells nothing of what a hidden check sent, expected or received", () => {
    const [shown] = forStudent(reportOn({ ...result, hidden: true })).stages[1]!.checks;
    expect(shown).toMatchObject({ title: "echoes a line", hidden: true, verdict: { kind }, ms: 0, transcript: [] });
    expect(toJson(shown!)).not.toContain(secret);
    expect(toJson(shown!)).not.toContain(Buffer.from(secret).toString("base64"));
  });

  test("says of a visible check all there is", () => {
    const report = reportOn(result);
    expect(forStudent(report)).toEqual(report);
  });

  test("has the same points", () => {
    const report = reportOn({ ...result, hidden: true });
    const { earned, possible, stages } = forStudent(report);
    expect({ earned, possible }).toEqual({ earned: report.earned, possible: report.possible });
    expect(stages.map((stage) => stage.earned)).toEqual(report.stages.map((stage) => stage.earned));
  });
});
