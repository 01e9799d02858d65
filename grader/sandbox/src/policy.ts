/** Around the grading of one submission: a network with nothing but a loopback, and its own processes. */
export interface RunPolicy {
  readonly kind: "run";
  /** Folders that the grading process may write into; the rest of the machine it can only read. */
  readonly writable?: readonly string[];
  /** A folder that is replaced by an empty one in memory, of so many bytes: what the grading process and its programs write there ends with them. */
  readonly scratch?: { readonly path: string; readonly bytes: number };
  /** Variables beside those that every program needs. */
  readonly env?: Variables;
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
  /** Whether it goes without any network, not even that of the run. */
  readonly offline?: boolean;
  /** Variables beside, or in place of, those that every program needs; one that is undefined is not set. */
  readonly env?: Variables;
}

export type Policy = RunPolicy | ProgramPolicy;

/** An environment. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A command that enforces a policy: all that it takes to start it, as data. See `launch`. */
export interface Wrapped {
  readonly argv: readonly string[];
  readonly env: Variables;
  /** What it reads from its descriptors 3, 4 and so on: not on its command line, where the program could see it. */
  readonly feeds: readonly Uint8Array[];
  /** Whether the system is to end it, and not the grader, where memory runs out. */
  readonly expendable: boolean;
}

/** A command in, the command that enforces the policy out: no shell, no state. */
export interface Sandbox {
  readonly mode: "bwrap" | "none";
  /** How many processes of its own stand between the one that is started and the program. */
  readonly wrappers: number;
  wrap(argv: readonly string[], policy: Policy): Wrapped;
  /** Where a program in it finds a command of this machine, by its name or whole path; undefined where it does not. */
  find(command: string): string | undefined;
}
