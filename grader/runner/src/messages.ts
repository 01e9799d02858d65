import type { CheckResult } from "@wirelab/model";

/** A check as it is known before it runs. */
export type CheckDescription = Omit<CheckResult, "verdict" | "ms" | "transcript">;

/** What the check process tells, one line of JSON each: the checks that there are, each result, errors of its own, that it has come to its end. */
export type Message = { readonly checks: readonly CheckDescription[] } | { readonly error: string } | { readonly over: true } | CheckResult;
