/** Around the grading of one submission: a network with nothing but a loopback, and its own processes. */
export interface RunPolicy {
  readonly kind: "run";
}

/** Around one program of a submission, or a tool that reads the submission's files. */
export interface ProgramPolicy {
  readonly kind: "program";
  /** The folder that the program lives in; its working directory. */
  readonly box: string;
  /** Further files or folders that it needs, such as a compiler. */
  readonly readable?: readonly string[];
  /** Folders that it may write into; its own is not one of them unless it is named here. */
  readonly writable?: readonly string[];
  /** Folders of the host that it must not see, though they may lie inside those that it may. */
  readonly secret: readonly string[];
}

export type Policy = RunPolicy | ProgramPolicy;

/** A command in, the command that enforces the policy out: no shell, no state. */
export interface Sandbox {
  readonly mode: "bwrap" | "none";
  wrap(argv: readonly string[], policy: Policy): readonly string[];
}

/** What one program may use up. */
export const limits = {
  processes: 1024,
  fileBytes: 64 * 2 ** 20,
  openFiles: 4096,
  dataBytes: 4 * 2 ** 30,
  cpuSeconds: 120,
  tmpBytes: 16 * 2 ** 20,
  sharedMemoryBytes: 2 ** 20,
} as const;
