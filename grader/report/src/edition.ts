import { type CheckResult, type GradeReport, type Text, text, type Verdict } from "@wirelab/model";

/**
 * A report as a student may have it. A hidden check keeps its name and its outcome; gone is whatever would tell what it sent and
 * expected: its words, its bytes, its transcript, and its duration, by which a program could tell what it was sent.
 */
export function forStudent(report: GradeReport): GradeReport {
  return { ...report, stages: report.stages.map((stage) => ({ ...stage, checks: stage.checks.map(withoutSecrets) })) };
}

function withoutSecrets(check: CheckResult): CheckResult {
  return check.hidden ? { ...check, verdict: outcomeOnly(check.verdict), ms: 0, transcript: [] } : check;
}

function outcomeOnly(verdict: Verdict): Verdict {
  switch (verdict.kind) {
    case "fail":
      return { kind: "fail", message: hiddenFailed.en, texts: { message: hiddenFailed } };
    case "fault":
      return { kind: "fault", error: hiddenFault };
    case "pass":
    case "skip":
      return verdict;
  }
}

const hiddenFailed: Text = text(
  "A hidden check failed. It tests the same rules as the visible ones; the stage's hint says where to look.",
  "一项隐藏的检查未通过。它考的规则与可见的检查相同；该往哪里看，请读这个阶段的提示。",
);

const hiddenFault = "A hidden check could not be judged.";
