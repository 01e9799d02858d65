import {
  type CheckResult,
  type GradeReport,
  type Lab,
  Random,
  score,
  showDifference,
  text,
  type Verdict,
  type WireEvent,
} from "@wirelab/model";
import type { Format, ReportContext, ReportFile } from "../../src/index.ts";

const stages = 14;
const checksOfStage = 5;

/** Labs of the size of ours. */
export const labs: readonly Lab[] = ["avatar-upload", "tcp-client", "tcp-server", "udp"].map((id) => ({
  id,
  title: text(`The lab ${id}`, `实验 ${id}`),
  programs: ["main"],
  checkTitles: {},
  stages: Array.from({ length: stages }, (_, at) => ({
    id: `stage-${at + 1}`,
    points: at === 0 ? 100 - 7 * (stages - 1) : 7,
    title: text(`Keeps rule ${at + 1} of the handout`, `遵守讲义的第 ${at + 1} 条规则`),
    hint: text("Look at the bytes: what is on the wire, and what did you expect?", "看字节：线上到底有什么？你以为有什么？"),
  })),
}));

export const context: ReportContext = {
  labs: new Map(labs.map((lab) => [lab.id, lab])),
  language: "en",
  at: new Date("2026-11-22T08:15:00Z"),
};

const mistakes = [
  text(
    "A chunk was taken for a message: TCP is a stream, `data` events have no borders.",
    "一块数据被当成了一条消息：TCP 是字节流，`data` 事件没有边界。",
  ),
  text("The program ended by itself with exit code 1.", "程序自己退出了，退出码 1。"),
  text("The program never closed its side: end() the socket when it is time.", "程序始终没有关闭自己这一侧：该结束时请调用 end()。"),
];

/** A class as there might be one: some submissions are right, most have mistakes, a few cannot be judged everywhere. */
export function generatedClass(students: number, seed = 1): GradeReport[] {
  return labs.flatMap((lab) =>
    Array.from({ length: students }, (_, at) => {
      const random = new Random(seed, `${lab.id} ${at}`);
      const mistaken = random.pick([0, 0, 0, 5, 15, 30]);
      const results = lab.stages.flatMap(({ id: stage }) =>
        Array.from({ length: checksOfStage }, (__, number) => resultOf(stage, number, random, mistaken)),
      );
      return score({ lab, submission: `student-${String(at + 1).padStart(3, "0")}`, seed, sandbox: "bwrap" }, results);
    }),
  );
}

/** @param mistaken how many in a hundred checks fail */
function resultOf(stage: string, number: number, random: Random, mistaken: number): CheckResult {
  const title = `keeps to sentence ${number + 1} of the rule`;
  const drawn = random.int(0, 999);
  const verdict: Verdict =
    drawn === 999 ? { kind: "fault", error: "spawn bwrap EAGAIN" } : drawn < 10 * mistaken ? failed(random) : { kind: "pass" };
  const transcript = verdict.kind === "fail" ? conversation(random) : [];
  return {
    id: `${stage}/sentence-${number + 1}`,
    stage,
    title,
    hidden: number > 2,
    weight: 1,
    verdict,
    ms: random.int(20, 3000),
    transcript,
  };
}

function failed(random: Random): Verdict {
  const line = random.word(random.int(4, 40));
  const { expected, actual } = showDifference(Buffer.from(`${line}\n`), Buffer.from(line.slice(0, -2)));
  const diagnosis = random.pick(mistakes);
  const message = text("The reply did not come, or not all of it.", "回复没有来，或者没有来全。");
  return {
    kind: "fail",
    message: message.en,
    expected: expected.en,
    actual: actual.en,
    diagnosis: diagnosis.en,
    texts: { message, diagnosis, expected, actual },
    peer: "ann",
    stderr: "Error: read ECONNRESET\n    at TCP.onStreamRead (node:internal/stream_base_commons:216:20)",
  };
}

function conversation(random: Random): WireEvent[] {
  return [
    { at: 1, peer: "ann", kind: "open" },
    ...Array.from({ length: random.int(2, 30) }, (_, at): WireEvent => {
      return {
        at: 2 + at * random.pick([1, 1, 1, 400]),
        peer: random.pick(["ann", "bob"]),
        kind: random.pick(["in", "out"]),
        bytes: Buffer.from(random.word(30)),
      };
    }),
    { at: 13_000, peer: "ann", kind: "end", by: "program" },
  ];
}

/** All files of a format for a class; each report is let go of when its file is there, as the runner does. */
export function* filesOf(format: Format, reports: Iterable<GradeReport>): Iterable<ReportFile> {
  const light: GradeReport[] = [];
  for (const report of reports) {
    yield* format.each?.(report, context) ?? [];
    light.push(withoutTranscripts(report));
  }
  yield* format.all?.(light, context) ?? [];
}

function withoutTranscripts(report: GradeReport): GradeReport {
  return {
    ...report,
    stages: report.stages.map((stage) => ({ ...stage, checks: stage.checks.map((check) => ({ ...check, transcript: [] })) })),
  };
}
