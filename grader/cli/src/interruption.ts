import { constants } from "node:os";
import { text } from "@wirelab/model";
import { MachineTrouble } from "@wirelab/runner";

/** Signals by which a person, or the system, wants the program to end. SIGHUP: the terminal is closed, or the connection to it is lost. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A person, or the system, wants the program to end; `SIGPIPE`: nobody reads any more what it prints. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly by: (typeof signals)[number] | "SIGPIPE";

  constructor(by: Interruption["by"]) {
    super("Interrupted.");
    this.by = by;
  }

  /** As the shell has it: 128 and the signal's number. */
  get exitCode(): number {
    return 128 + constants.signals[this.by];
  }
}

/**
 * Aborted by the first signal, and when what is printed cannot be written, so that what is under way is ended in good order.
 * The second SIGINT or SIGTERM ends this process at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of signals) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      // Of a terminal that is closed both the shell and the system tell: that is nobody's impatience.
      if (controller.signal.aborted && name !== "SIGHUP") process.exit(interruption.exitCode);
      controller.abort(interruption);
    });
  }
  process.stdout.on("error", (error) => controller.abort(isUnread(error) ? new Interruption("SIGPIPE") : cannotPrint(error)));
  // What is said there is beside the point, and nobody is left to be told that it could not be said.
  process.stderr.on("error", () => {});
  return controller.signal;
}

/** Whether a reader has closed the pipe, as `head` does when it has enough, or the terminal is gone. */
function isUnread({ code }: NodeJS.ErrnoException): boolean {
  return code === "EPIPE" || code === "EIO";
}

function cannotPrint({ message }: Error): MachineTrouble {
  return new MachineTrouble(text(`what is printed cannot be written: ${message}`, `输出无法写出：${message}`));
}
