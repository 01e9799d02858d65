import { type Comparison, firstDifferingCheck, type GradeReport, type MeasurementDescription } from "@wirelab/model";
import { grade, type GradeOptions, type GradeRequest } from "../grade.ts";
import { foldersOf } from "../workspace.ts";
import { measure } from "./measure.ts";

/** What is compared with the reference, and how. */
export interface CompareRequest extends Pick<GradeRequest, "lab" | "submission" | "folder" | "seed" | "sandbox" | "stages"> {
  /** Only these measurements, by id; all by default. */
  readonly measurements?: readonly string[];
}

export type CompareOptions = Pick<GradeOptions, "signal" | "ports"> & {
  /** Told what is being done: whose grading begins, or what is measured. */
  readonly onStep?: ((step: "submission" | "reference" | MeasurementDescription) => void) | undefined;
};

/** Compares a submission with the reference: graded with the same seed, one after the other, then measured in turn. */
export async function compare(request: CompareRequest, { signal, ports, onStep }: CompareOptions): Promise<Comparison> {
  const { lab, folder, seed, sandbox, stages } = request;
  const gradeOne = (submission: string, from: string): Promise<GradeReport> =>
    grade({ lab, submission, folder: from, seed, sandbox, stages }, { signal, ports });
  onStep?.("submission");
  const submission = await gradeOne(request.submission, folder);
  onStep?.("reference");
  const reference = await gradeOne("reference", foldersOf(lab.id).solution);
  const measurements = await measure(
    { lab, folder, seed, sandbox, passed: passedStages(submission), only: request.measurements },
    { signal, ports, onMeasurement: onStep },
  );
  const difference = firstDifferingCheck(submission, reference, lab.transport ?? "tcp");
  return { version: 1, lab: lab.id, seed, sandbox, submission, reference, ...(difference && { difference }), measurements };
}

/** The ids of the stages that are passed. */
export function passedStages({ stages }: GradeReport): string[] {
  return stages.filter(({ status }) => status === "passed").map(({ id }) => id);
}
