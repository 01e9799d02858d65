import type { ChildProcessByStdio } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Job } from "@wirelab/checks/job";
import { endStragglers } from "@wirelab/checks/stragglers";
import { fromJson } from "@wirelab/model";
import { launch, RunGroup, sandboxes } from "@wirelab/sandbox";
import type { Message } from "./messages.ts";
import { root } from "./workspace.ts";

/** A run from which nothing was heard for so long is given up, in milliseconds: a check ends itself well before. */
const silenceLimit = 600_000;

/** How much of the process's own trouble is kept, in characters. */
const kept = 4000;

/** Threads of V8's own would take CPU time from the programs that are judged: a tenth of all that a grading costs. */
const flags = ["--v8-pool-size=0"];

/** Compiled once for all runs. */
const compileCache = join(root, "node_modules/.cache/wirelab");

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The process in which the checks of one submission run: vitest, in a network of its own where the sandbox has one. */
export class CheckProcess implements AsyncDisposable {
  /** The end of what the process said about itself. */
  stderr = "";
  readonly #child: Child;
  readonly #closed: Promise<unknown>;
  readonly #job: Job;
  readonly #group: RunGroup | undefined;

  /** Starts it, in a control group of its own where this machine has one to give. */
  static async start(job: Job, signal: AbortSignal): Promise<CheckProcess> {
    await mkdir(compileCache, { recursive: true });
    return new CheckProcess(job, signal, job.sandbox === "bwrap" ? await RunGroup.make() : undefined);
  }

  private constructor(job: Job, signal: AbortSignal, group: RunGroup | undefined) {
    this.#job = job;
    this.#group = group;
    const groupFolders = group?.folders ?? [];
    const limits = job.sandbox === "bwrap" && !group?.isComplete ? "oversee" : "counted";
    const checks = [process.execPath, ...flags, join(import.meta.dirname, "check-main.ts"), limits, ...groupFolders];
    const wrapped = sandboxes[job.sandbox].wrap(checks, {
      kind: "run",
      writable: [job.scratch, compileCache, ...groupFolders],
      env: { NODE_COMPILE_CACHE: compileCache },
    });
    const pipes = ["pipe", "pipe", "pipe"] as const;
    this.#child = launch(wrapped, { cwd: root, stdio: pipes, signal, killSignal: "SIGKILL" }) as Child;
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
    await this.#group?.[Symbol.asyncDispose]();
    // A sandbox takes its programs along; without one, those of a run that was cut short are still there.
    if (this.#job.sandbox === "none") await endStragglers(this.#job.run);
  }
}
