import { type GradeReport, score, text, type Verdict } from "@wirelab/model";
import type { Format, ReportContext, ReportFile } from "../src/format.ts";
import { withoutTranscripts } from "../src/format.ts";
import { check, lab, pass, wire } from "./builders.ts";

export const context: ReportContext = {
  labs: new Map([[lab.id, lab]]),
  language: "en",
  at: new Date("2026-03-01T12:30:45.678Z"),
  locate: (id, { stage, hidden }) => ({ file: `labs/${id}/${hidden ? "hidden" : "checks"}/${stage}.check.ts`, line: 7 }),
};

/** A failure with all that one can have. */
export const failed: Verdict = {
  kind: "fail",
  message: "The reply is wrong.",
  expected: '"secret\\n"  (7 bytes)',
  actual: '"hel"  (3 bytes)',
  diagnosis: "A chunk was taken for a message: TCP is a stream.",
  texts: {
    message: text("The reply is wrong.", "回复不对。"),
    diagnosis: text("A chunk was taken for a message.", "一块数据被当成了一条消息。"),
  },
  stderr: "Error: one\n    at main.ts:3:5",
};

/** Every verdict there is: of three stages, the first passed, one check of the second failed, the third is a fault. */
export const varied: GradeReport = score({ lab, submission: "ann", seed: 8127, sandbox: "bwrap" }, [
  { ...check("listen", pass, "listens"), ms: 1500 },
  check("echo", pass, "echoes a line"),
  check("echo", failed, "joins a line that came in two segments", wire(["client", "out", "hel"], ["client", "in", "hel"])),
  { ...check("echo", failed, "joins a line that came in two segments", wire(["client", "out", "secret"])), hidden: true },
  check("echo", failed, "joins a line that came in two segments"),
  check("echo", { kind: "skip", needs: "listen" }, "is skipped"),
  check("echo", { kind: "skip", needs: "cgroups", lacking: true }, "measures memory"),
  check("byte-stream", { kind: "fault", error: "spawn bwrap ENOENT" }, "is a fault"),
]);

/** What a format makes of reports, as the command line does: transcripts are gone where it gets all of them. */
export function filesOf(format: Format, reports: readonly GradeReport[], given: Partial<ReportContext> = {}): readonly ReportFile[] {
  const whole = { ...context, ...given };
  return [
    ...reports.flatMap((report) => format.each?.(report, whole) ?? []),
    ...(format.all?.(reports.map(withoutTranscripts), whole) ?? []),
  ];
}

/** The one file that a format makes of a report. */
export function contentOf(format: Format, report: GradeReport, given: Partial<ReportContext> = {}): string {
  const [only, ...others] = filesOf(format, [report], given);
  if (!only || others.length > 0) throw new Error(`${format.name} does not make one file of one report`);
  return only.content;
}
