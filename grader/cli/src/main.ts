import { MachineTrouble, UserError } from "@wirelab/runner";
import { closeInheritedDescriptors } from "@wirelab/sandbox";
import type { Command } from "commander";
import { Interruption, interruptSignal } from "./interruption.ts";
import { SandboxError } from "./preflight.ts";

export const exitCodes = { graded: 0, wrongUse: 1, fault: 2 } as const;

/**
 * Runs a command line. A user's mistake becomes one sentence on stderr.
 * @param build makes the command; the signal is aborted by Ctrl-C
 */
export async function main(build: (signal: AbortSignal) => Command): Promise<void> {
  closeInheritedDescriptors();
  const signal = interruptSignal();
  try {
    await build(signal).parseAsync();
  } catch (error) {
    const [message, code] = describe(error, signal);
    if (message) process.stderr.write(`${message}\n`);
    process.exitCode = code;
  }
}

function describe(thrown: unknown, { reason }: AbortSignal): [message: string, code: number] {
  // What cannot be printed makes the command fail in one way or another.
  const error = reason instanceof MachineTrouble ? reason : thrown;
  if (error instanceof UserError) return [error.message, exitCodes.wrongUse];
  if (error instanceof SandboxError) return [error.message, exitCodes.fault];
  if (error instanceof MachineTrouble) return [`This machine is at fault: ${error.message}.`, exitCodes.fault];
  if (reason instanceof Interruption) return [reason.by === "SIGPIPE" ? "" : reason.message, reason.exitCode];
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [`The grader itself failed; please report this.\n${detail}`, exitCodes.fault];
}
