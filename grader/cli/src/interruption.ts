import { constants } from "node:os";

/** A person, or the system, wants the program to end. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  /** As the shell has it: 128 and the signal's number. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super("Interrupted.");
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Aborted by the first SIGINT or SIGTERM, so that what is under way is ended in good order. The second one ends this process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      if (controller.signal.aborted) process.exit(interruption.exitCode);
      controller.abort(interruption);
    });
  }
  return controller.signal;
}
