import type { MeasurementDescription, Text, WireEvent } from "@wirelab/model";
import type {} from "vitest";

/** What the runner tells the checks about the submission that they are to judge. */
export interface Job {
  readonly lab: string;
  /** The roles of the lab's programs; the first is started where a check names none. */
  readonly roles: readonly string[];
  /** Unlike that of any other run: marks what this one starts. */
  readonly run: string;
  readonly seed: number;
  readonly sandbox: "bwrap" | "none";
  /** What the lab's programs talk over. */
  readonly transport: "tcp" | "udp";
  /** A folder for what the checks put on disk, removed when the run is over. */
  readonly scratch: string;
  /** Variables that every program is started with, unless a check says otherwise. */
  readonly env: Readonly<Record<string, string>>;
  readonly submission: Programs;
  /** The reference's programs, where the lab lets them and the submission's talk to each other. */
  readonly reference?: Programs;
  /** Folders of this machine that no program may see. */
  readonly secret: readonly string[];
  /** The ports that this run may use: no other run on this machine has them. */
  readonly ports: { readonly from: number; readonly to: number };
  /** The stages to judge, in order, each with the check files that belong to it. */
  readonly stages: readonly JobStage[];
  /** What is measured, in place of checks. */
  readonly measurements?: JobMeasurements;
}

export interface JobMeasurements {
  /** The lab's file of measurements. */
  readonly file: string;
  /** How often the submission and the reference are measured, in turn. */
  readonly rounds: number;
  /** The stages that the submission passes: what rests on another is left out. */
  readonly passed: readonly string[];
  /** Only these measurements, by id, or only the one that ranks; all by default. */
  readonly only?: readonly string[] | "ranking";
}

/** The programs of a submission, or of the reference, ready to start. */
export interface Programs {
  /** The staged copy of the folder. */
  readonly box: string;
  /** The command that starts each program, by role; arguments are appended. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Why the others, by role, cannot be started. */
  readonly missing: Readonly<Record<string, Text>>;
}

/** @throws {Error} where the reference is asked for in a lab that has no use for it */
export function programsOf(job: Job, author: "student" | "reference"): Programs {
  const programs = author === "student" ? job.submission : job.reference;
  if (!programs) throw new Error("the reference is at hand only in labs whose programs interoperate");
  return programs;
}

export interface JobStage {
  readonly id: string;
  readonly needs?: string;
  readonly files: readonly { readonly path: string; readonly hidden: boolean }[];
}

/** The check files of a stage stand in a suite of the stage's name; hidden ones in one of this name inside it. */
export const hiddenSuite = "hidden";

declare module "vitest" {
  interface TaskMeta {
    /** The check's share of its stage's points, relative to the others; 1 by default. */
    weight?: number;
    transcript?: readonly WireEvent[];
    /** How long it took, in milliseconds, without what it waited for other checks. */
    ms?: number;
    /** What a round of a measurement is about, whose program it measures, and what came of it. */
    measurement?: MeasurementDescription;
    author?: "student" | "reference";
    sample?: number;
  }
}
