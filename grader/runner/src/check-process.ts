import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Job } from "@wirelab/checks/job";
import { endStragglers } from "@wirelab/checks/stragglers";
import { fromJson } from "@wirelab/model";
import { cleanEnvironment, sandboxes } from "@wirelab/sandbox";
import type { Message } from "./messages.ts";
import { root } from "./workspace.ts";

/** A run from which nothing was heard for so long is given up, in milliseconds: a check ends itself well before. */
const silenceLimit = 600_000;

/** How much of the process's own trouble is kept, in characters. */
const kept = 4000;

/** Threads of V8's own would take CPU time from the programs that are judged: a tenth of all that a grading costs. */
const flags = ["--v8-pool-size=0"];

/** The process in which the checks of one submission run: vitest, in a network of its own where the sandbox has one. */
export class CheckProcess implements AsyncDisposable {
  /** The end of what the process said about itself. */
  stderr = "";
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #closed: Promise<unknown>;
  readonly #job: Job;

  constructor(job: Job, signal: AbortSignal) {
    this.#job = job;
    const checks = [process.execPath, ...flags, join(import.meta.dirname, "check-main.ts")];
    const [command = "", ...args] = sandboxes[job.sandbox].wrap(checks, { kind: "run" });
    this.#child = spawn(command, args, {
      cwd: root,
      env: cleanEnvironment({ NODE_COMPILE_CACHE: join(root, "node_modules/.cache/wirelab") }),
      stdio: ["pipe", "pipe", "pipe"],
      signal,
      killSignal: "SIGKILL",
    });
    this.#closed = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.on("error", () => {});
    this.#child.stderr.on("data", (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-kept)));
    this.#child.stdin.on("error", () => {});
    this.#child.stdin.end(JSON.stringify(job));
  }

  /** What the process tells, until it ends. */
  async *messages(): AsyncGenerator<Message> {
    const giveUp = setTimeout(() => this.#child.kill("SIGKILL"), silenceLimit);
    try {
      for await (const line of createInterface(this.#child.stdout)) {
        giveUp.refresh();
        yield fromJson<Message>(line);
      }
    } finally {
      clearTimeout(giveUp);
    }
  }

  /** Ends the process and waits until nothing of it is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#closed;
    // A sandbox takes its programs along; without one, those of a run that was cut short are still there.
    if (this.#job.sandbox === "none") await endStragglers(this.#job.run);
  }
}
