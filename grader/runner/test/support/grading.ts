import { join } from "node:path";
import type { CheckResult, Fail, GradeReport, SandboxMode } from "@wirelab/model";
import { grade, type GradeRequest, loadLab } from "../../src/index.ts";
import { nextPorts, type Ports } from "./ports.ts";

/** The submissions that these tests grade. */
export const programs = join(import.meta.dirname, "../programs");

export const lab = await loadLab("tcp-server");

export interface Grading {
  readonly report: GradeReport;
  readonly ports: Ports;
}

interface Options extends Partial<Pick<GradeRequest, "lab" | "folder" | "stages" | "visibleOnly">> {
  readonly sandbox?: SandboxMode;
  readonly ports?: Ports;
  readonly signal?: AbortSignal;
  readonly onStage?: NonNullable<Parameters<typeof grade>[1]["onStage"]>;
}

/** Grades one of the programs, with ports that no other grading has. */
export async function gradeProgram(program: string, options: Options = {}): Promise<Grading> {
  const { sandbox = "none", ports = nextPorts(), signal = new AbortController().signal, onStage, ...request } = options;
  const report = await grade(
    { lab, submission: program, folder: join(programs, program), seed: 1, sandbox, visibleOnly: true, ...request },
    { signal, ports, onStage },
  );
  return { report, ports };
}

/** The stages of checks that are named by their ids. */
export function stagesOf(checks: readonly string[]): string[] {
  return checks.map((check) => check.slice(0, check.indexOf("/")));
}

export function checksOf({ stages }: GradeReport): readonly CheckResult[] {
  return stages.flatMap(({ checks }) => checks);
}

/** What went wrong in the grader itself. */
export function faultsOf(report: GradeReport): string[] {
  return checksOf(report).flatMap(({ id, verdict }) => (verdict.kind === "fault" ? [`${id}: ${verdict.error}`] : []));
}

export function failuresOf(report: GradeReport): Fail[] {
  return checksOf(report).flatMap(({ verdict }) => (verdict.kind === "fail" ? [verdict] : []));
}

/** What a student reads about one check: its verdict, and for a failure all that is said about it. */
export function wordsOn(report: GradeReport, check: string): string {
  const verdict = checksOf(report).find(({ id }) => id === check)?.verdict;
  return verdict?.kind === "fail" ? `fail: ${verdict.message}\n${verdict.diagnosis ?? "(no diagnosis)"}` : JSON.stringify(verdict);
}
