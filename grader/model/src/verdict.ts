import type { Text } from "./text.ts";
import type { WireEvent } from "./transcript.ts";

/** A check held. */
export interface Pass {
  readonly kind: "pass";
}

/** The check was not run: it needs a stage that failed, or, where `lacking` is set, something that this machine lacks. */
export interface Skip {
  readonly kind: "skip";
  readonly needs: string;
  readonly lacking?: true;
}

/** The grader's own trouble: it costs the student nothing, and it is never a pass. */
export interface Fault {
  readonly kind: "fault";
  readonly error: string;
}

/** The student's mistake. What is said about it is English; `texts` holds it in every language. */
export interface Fail {
  readonly kind: "fail";
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly diagnosis?: string;
  readonly texts?: { readonly message: Text; readonly diagnosis?: Text; readonly expected?: Text; readonly actual?: Text };
  /** The submission could not even be started, so that no check ran. */
  readonly unstarted?: true;
  /** Which of the check's peers saw it. */
  readonly peer?: string;
  /** The last lines that the program wrote to stderr, escaped. */
  readonly stderr?: string;
}

export type Verdict = Pass | Fail | Skip | Fault;

/** What one check found. */
export interface CheckResult {
  /** Unique in its lab: the stage's id and the title, in URL-safe characters. */
  readonly id: string;
  readonly stage: string;
  readonly title: string;
  readonly hidden: boolean;
  /** Its share of the stage's points, relative to the stage's other checks. */
  readonly weight: number;
  readonly verdict: Verdict;
  /** Wall-clock milliseconds. */
  readonly ms: number;
  readonly transcript: readonly WireEvent[];
}
