import type { ChildProcessByStdio } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Job } from "@wirelab/checks/job";
import { endStragglers } from "@wirelab/checks/stragglers";
import { fromJson } from "@wirelab/model";
import { launch, RunGroup, sandboxes } from "@wirelab/sandbox";
import { compileCache } from "./compile-cache.ts";
import type { Message } from "./messages.ts";
import { scratchBytesOf } from "./scratch.ts";
import { root } from "./workspace.ts";

/** A run from which nothing was heard for so long is given up, in milliseconds: a check ends itself well before. */
const silenceLimit = 600_000;

/** How long its output may stay open after its end before it is taken to be held by something else, in milliseconds. */
const heldOpen = 1000;

/** How much of the process's own trouble is kept, in characters. */
const kept = 4000;

/** Threads of V8's own would take CPU time from the programs that are judged: a tenth of all that a grading costs. */
const flags = ["--v8-pool-size=0"];

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The process in which the checks of one submission run: vitest, in a network of its own where the sandbox has one. */
export class CheckProcess implements AsyncDisposable {
  /** The end of what the process said about itself. */
  stderr = "";
  readonly #child: Child;
  readonly #lines: Interface;
  readonly #closed: Promise<unknown>;
  readonly #ended: Promise<string>;
  readonly #gone: Promise<void>;
  #gaveUp = false;
  readonly #job: Job;
  readonly #group: RunGroup | undefined;

  /** Starts it, in a control group of its own where this machine has one to give. */
  static async start(job: Job, signal: AbortSignal): Promise<CheckProcess> {
    // Whoever may only read the workspace does without the cache.
    const cached = await mkdir(compileCache, { recursive: true }).then(
      () => true,
      () => false,
    );
    return new CheckProcess(job, signal, cached, job.sandbox === "bwrap" ? await RunGroup.make() : undefined);
  }

  private constructor(job: Job, signal: AbortSignal, cached: boolean, group: RunGroup | undefined) {
    this.#job = job;
    this.#group = group;
    const groupFolders = group?.folders ?? [];
    const limits = job.sandbox === "bwrap" && !group?.isComplete ? "oversee" : "counted";
    const checks = [process.execPath, ...flags, join(import.meta.dirname, "check-main.ts"), limits, ...groupFolders];
    const wrapped = sandboxes[job.sandbox].wrap(checks, {
      kind: "run",
      writable: [...(cached ? [compileCache] : []), ...groupFolders],
      scratch: { path: job.scratch, bytes: scratchBytesOf(job) },
      // vitest keeps a token in the home folder, and does not start where it can neither read nor write one.
      env: { HOME: job.scratch, ...(cached && { NODE_COMPILE_CACHE: compileCache }) },
    });
    const pipes = ["pipe", "pipe", "pipe"] as const;
    this.#child = launch(wrapped, {
      ...{ cwd: root, stdio: pipes, signal, killSignal: "SIGKILL" },
      // A terminal sends Ctrl-C to all of a group: what ends, and in which order, is for the grader to say.
      detached: true,
    }) as Child;
    this.#lines = createInterface(this.#child.stdout);
    this.#closed = new Promise((resolve) => this.#child.once("close", resolve));
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", (code, by) => {
        resolve(by ?? `exit code ${code}`);
      });
      this.#child.once("error", ({ message }) => resolve(message));
    });
    this.#child.stderr.on("data", (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-kept)));
    this.#gone = this.#ended.then(() => this.#letGo());
    this.#child.stdin.on("error", () => {});
    // It stays open as long as this process lives: by its end the other notices that nobody waits for it any more.
    this.#child.stdin.write(`${JSON.stringify(job)}\n`);
  }

  /** How the process ended: a signal's name, an exit code, or why it could not be started. */
  get ended(): Promise<string> {
    return this.#ended;
  }

  /** Whether it was ended because nothing was heard from it. */
  get gaveUp(): boolean {
    return this.#gaveUp;
  }

  /** What the process tells, until it ends. */
  async *messages<M extends object = Message>(): AsyncGenerator<M> {
    const giveUp = setTimeout(() => {
      this.#gaveUp = true;
      this.#child.kill("SIGKILL");
    }, silenceLimit);
    try {
      for await (const line of this.#lines) {
        giveUp.refresh();
        yield fromJson<M>(line);
      }
    } finally {
      clearTimeout(giveUp);
    }
  }

  /** Ends the process and waits until nothing of it is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#gone;
    await this.#closed;
    await this.#group?.[Symbol.asyncDispose]();
  }

  /** When the process has ended: its programs end too, and nobody who still holds its output is waited for. */
  async #letGo(): Promise<void> {
    // A sandbox takes its programs along; without one, those of a run that was cut short are still there.
    if (this.#job.sandbox === "none") await endStragglers(this.#job.run);
    await Promise.race([this.#closed, wait(heldOpen, undefined, { ref: false })]);
    this.#lines.close();
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }
}
