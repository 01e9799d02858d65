import { once } from "node:events";
import type { Writable } from "node:stream";
import { type GradeReport, toJson } from "@wirelab/model";
import type { Batch } from "@wirelab/runner";

/** Takes each report as soon as it is there, one at a time, and keeps none: of a class of a thousand, one is in memory. */
export type ReportWriter = (report: GradeReport) => Promise<void>;

/** Writes a report a line; waits for a reader that is slower than the grading. That there is none any more is told by the output's error. */
export function jsonLines(output: Writable): ReportWriter {
  return async (report) => {
    if (!output.write(`${toJson(report)}\n`)) await once(output, "drain").catch(() => {});
  };
}

/** Writes each report into the batch's folder, for people to read. */
export function reportFiles(batch: Batch): ReportWriter {
  return (report) => batch.add(report);
}
