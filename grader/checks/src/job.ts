import type { WireEvent } from "@wirelab/model";
import type {} from "vitest";

/** What the runner tells the checks about the submission that they are to judge. */
export interface Job {
  readonly lab: string;
  /** Unlike that of any other run: marks what this one starts. */
  readonly run: string;
  readonly seed: number;
  readonly sandbox: "bwrap" | "none";
  /** The staged copy of the submission. */
  readonly box: string;
  /** The command that starts each program, by role; arguments are appended. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Folders of this machine that no program may see. */
  readonly secret: readonly string[];
  /** The ports that this run may use: no other run on this machine has them. */
  readonly ports: { readonly from: number; readonly to: number };
  /** The stages to judge, in order, each with the check files that belong to it. */
  readonly stages: readonly JobStage[];
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
  }
}
