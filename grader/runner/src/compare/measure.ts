import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "@wirelab/checks/job";
import { type Lab, measured, type Measurement, type MeasurementDescription, type MeasurementOutcome, text } from "@wirelab/model";
import { owner, sandboxes } from "@wirelab/sandbox";
import { CheckProcess } from "../check-process.ts";
import { type GradeOptions, type GradeRequest, programs, stageReference } from "../grade.ts";
import { stage as stageSubmission } from "../intake.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { foldersOf, root } from "../workspace.ts";
import type { MeasuringMessage, SampleMessage } from "./sample-reporter.ts";

/** What is to be measured, and how. */
export interface MeasureRequest extends Pick<GradeRequest, "lab" | "folder" | "seed" | "sandbox"> {
  /** The stages that the submission passes: what rests on another one is left out. */
  readonly passed: readonly string[];
  /** Only these measurements, by id, or only the one that ranks; all by default. */
  readonly only?: readonly string[] | "ranking" | undefined;
  /** How often each of the two is measured. */
  readonly rounds?: number | undefined;
}

export type MeasureOptions = Pick<GradeOptions, "signal" | "ports"> & {
  /** Told of each measurement when its first sample is in. */
  readonly onMeasurement?: ((measurement: MeasurementDescription) => void) | undefined;
};

/** Enough for a median that a single bad moment of the machine does not touch. */
const standardRounds = 5;

/**
 * Measures a submission beside the reference, in turn, in the order in which the lab declares its measurements.
 * The submission must be one that can be started, as a passed stage shows.
 */
export async function measure(request: MeasureRequest, options: MeasureOptions): Promise<Measurement[]> {
  const { lab, folder, sandbox } = request;
  const file = join(foldersOf(lab.id).lab, "measurements.ts");
  if (!existsSync(file)) return [];
  // Nothing that cannot be started passes a stage; the measurements are asked for all the same, to say why each is left out.
  await using reference = await stageReference(lab, sandboxes[sandbox]);
  await using submission = request.passed.length > 0 ? await stageSubmission(folder, lab, sandboxes[sandbox], [root]) : undefined;
  await using scratch = await temporaryFolder();
  const job: Job = {
    lab: lab.id,
    roles: lab.programs,
    run: `${owner}-${randomUUID()}`,
    seed: request.seed,
    sandbox,
    transport: lab.transport ?? "tcp",
    env: lab.env ?? {},
    scratch: scratch.path,
    submission: programs(submission ?? reference),
    reference: programs(reference),
    secret: [root],
    ports: options.ports,
    stages: [],
    measurements: {
      file,
      rounds: request.rounds ?? standardRounds,
      passed: request.passed,
      ...(request.only && { only: request.only }),
    },
  };
  return await collect(job, lab, options);
}

async function collect(job: Job, lab: Lab, { signal, onMeasurement }: MeasureOptions): Promise<Measurement[]> {
  await using child = await CheckProcess.start(job, signal);
  let declared: readonly MeasurementDescription[] = [];
  const samples = new Map<string, SampleMessage[]>();
  const errors: string[] = [];
  for await (const message of child.messages<MeasuringMessage>()) {
    if ("measurements" in message) declared = message.measurements;
    else if ("error" in message) errors.push(message.error);
    else {
      const known = samples.get(message.measurement);
      const description = declared.find(({ id }) => id === message.measurement);
      if (known) known.push(message);
      else samples.set(message.measurement, [message]);
      if (!known && description) onMeasurement?.(description);
    }
  }
  signal.throwIfAborted();
  const trouble = [...errors, child.stderr].join("\n").trim();
  if (declared.length === 0 || errors.length > 0) throw new Error(`the measurements of ${lab.id} could not be made. ${trouble}`);
  return declared.map((description) => ({
    ...description,
    outcome: outcomeOf(description, samples.get(description.id) ?? [], job, lab, trouble),
  }));
}

function outcomeOf(
  { stage }: MeasurementDescription,
  samples: readonly SampleMessage[],
  { measurements }: Job,
  lab: Lab,
  trouble: string,
): MeasurementOutcome {
  if (!measurements?.passed.includes(stage)) return { kind: "left out", reason: needs(stage, lab) };
  for (const { verdict, author, measurement } of samples) {
    if (verdict.kind === "skip") return { kind: "left out", reason: lacking(verdict.needs) };
    if (verdict.kind === "fault") return { kind: "fault", error: verdict.error };
    if (verdict.kind === "fail" && author === "student")
      return { kind: "left out", reason: verdict.texts?.message ?? text(verdict.message, verdict.message) };
    if (verdict.kind === "fail")
      return { kind: "fault", error: `the reference fails in the measurement ${measurement}: ${verdict.message}` };
  }
  const [own = [], other = []] = (["student", "reference"] as const).map((author) =>
    samples.flatMap((sample) => (sample.author === author && sample.sample !== undefined ? [sample.sample] : [])),
  );
  if (own.length < measurements.rounds || other.length < measurements.rounds)
    return { kind: "fault", error: `some rounds took no sample. ${trouble}`.trim() };
  return measured(own, other);
}

function needs(id: string, lab: Lab) {
  const number = lab.stages.findIndex((stage) => stage.id === id) + 1;
  return text(
    `not measured: it rests on stage ${number} ${id}, which is not passed`,
    `未测量：它以阶段 ${number} ${id} 为基础，而该阶段没有通过`,
  );
}

function lacking(what: string) {
  return text(`left out, as this machine lacks ${what}`, `略去，因为这台机器缺少 ${what}`);
}
