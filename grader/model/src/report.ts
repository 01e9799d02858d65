import type { Text } from "./text.ts";
import type { CheckResult } from "./verdict.ts";

export type SandboxMode = "bwrap" | "none";

export type StageStatus = "passed" | "failed" | "skipped" | "fault";

export interface StageReport {
  readonly id: string;
  readonly title: Text;
  readonly points: number;
  readonly earned: number;
  readonly status: StageStatus;
  readonly checks: readonly CheckResult[];
}

/** A part of a submission that was not taken in, and so had no part in the grading. */
export interface RefusedPart {
  /** Its path within the submission, escaped so that it can be printed within a line. */
  readonly path: string;
  readonly reason: Text;
}

/** The outcome of one submission in one lab. */
export interface GradeReport {
  readonly version: 1;
  readonly lab: string;
  readonly submission: string;
  readonly earned: number;
  /** The points of the stages that could be judged: 100, less those lost to faults. */
  readonly possible: number;
  readonly seed: number;
  readonly sandbox: SandboxMode;
  /** What of the submission was not taken in; absent where all of it was. */
  readonly refused?: readonly RefusedPart[];
  readonly stages: readonly StageReport[];
}

/** Whether anything in the report is the grader's own trouble. */
export function hasFault(report: GradeReport): boolean {
  return report.stages.some((stage) => stage.checks.some((check) => check.verdict.kind === "fault"));
}

/** A value as one line of JSON; bytes are written in base64. */
export function toJson(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    const bytes = this[key];
    return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : item;
  });
}

/** What `toJson` wrote, its bytes restored. */
export function fromJson<T extends object>(json: string): T {
  return JSON.parse(json, (key, item: unknown) =>
    key === "bytes" && typeof item === "string" ? new Uint8Array(Buffer.from(item, "base64")) : item,
  ) as T;
}
