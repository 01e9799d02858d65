import {
  type CheckResult,
  type Fail,
  type GradeReport,
  type Lab,
  type Leaderboard,
  measured,
  type Measurement,
  ranked,
  score,
  text,
  type Verdict,
  type WireEvent,
} from "@wirelab/model";

export const lab: Lab = {
  id: "tcp-server",
  title: text("A line echo server", "行回显服务器"),
  programs: ["main"],
  checkTitles: { "joins a line that came in two segments": "拼起分两段到达的一行" },
  stages: [
    { id: "listen", points: 40, title: text("Listens", "监听"), hint: text("", "") },
    { id: "echo", points: 30, title: text("Echoes", "回显"), hint: text("", ""), needs: "listen" },
    { id: "byte-stream", points: 30, title: text("Finds the lines", "找出每一行"), hint: text("", ""), needs: "echo" },
  ],
};

export function check(stage: string, verdict: Verdict, title = "a check", transcript: readonly WireEvent[] = []): CheckResult {
  return { id: `${stage}/${title}`, stage, title, hidden: false, weight: 1, verdict, ms: 1, transcript };
}

export const pass: Verdict = { kind: "pass" };
export const fail: Fail = { kind: "fail", message: "The reply did not come, or not all of it." };
export const fault: Verdict = { kind: "fault", error: "spawn bwrap ENOENT" };
export const skip: Verdict = { kind: "skip", needs: "listen" };

/** A report with one verdict for each of the lab's stages. */
export function report(submission: string, verdicts: readonly Verdict[]): GradeReport {
  const results = lab.stages.flatMap(({ id }, index) => (verdicts[index] ? [check(id, verdicts[index])] : []));
  return score({ lab, submission, seed: 8127, sandbox: "bwrap" }, results);
}

/** What was said on the wire, a millisecond after one another. */
export function wire(...events: [peer: string, kind: WireEvent["kind"], data?: string | undefined, by?: WireEvent["by"]][]): WireEvent[] {
  return events.map(([peer, kind, data, by], at) => ({
    at: 100 + at,
    peer,
    kind,
    ...(data !== undefined && { bytes: Buffer.from(data) }),
    ...(by && { by }),
  }));
}

/** A leaderboard with one ahead of the reference, one behind it, and one who was not measured. */
export function leaderboardOf(): Leaderboard {
  const rate = { id: "throughput", title: text("lines, pipelined", "成批发送"), unit: "MiB/s", better: "more", stage: "echo" } as const;
  const measurement = (values: number[]): Measurement => ({ ...rate, outcome: measured(values, [50, 51, 49]) });
  const rows = ranked([
    { submission: "ann", earned: 100, possible: 100, measurement: measurement([31, 35, 20]) },
    { submission: "小明", earned: 100, possible: 100, measurement: measurement([61, 65, 60]) },
    {
      submission: "bob",
      earned: 40,
      possible: 82,
      measurement: { ...rate, outcome: { kind: "left out", reason: text("left out", "略去") } },
    },
  ]);
  return { version: 1, lab: lab.id, seed: 8127, sandbox: "bwrap", rows };
}
