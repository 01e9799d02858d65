import { type CheckResult, type Lab, type Stage, text, type Verdict } from "../src/index.ts";

export function stage(id: string, points: number, needs?: string): Stage {
  return { id, points, title: text(id, id), hint: text("a hint", "提示"), ...(needs !== undefined && { needs }) };
}

export function labOf(...stages: Stage[]): Lab {
  return { id: "lab", title: text("A lab", "实验"), programs: ["main"], checkTitles: {}, stages };
}

export function result(of: string, verdict: Verdict | Verdict["kind"], weight = 1): CheckResult {
  return {
    id: `${of}/check`,
    stage: of,
    title: "a check",
    hidden: false,
    weight,
    verdict: typeof verdict === "string" ? verdicts[verdict] : verdict,
    ms: 1,
    transcript: [],
  };
}

const verdicts = {
  pass: { kind: "pass" },
  fail: { kind: "fail", message: "wrong" },
  skip: { kind: "skip", needs: "an earlier stage" },
  fault: { kind: "fault", error: "no network" },
} as const satisfies Record<Verdict["kind"], Verdict>;
