import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { constants } from "node:os";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { launch, sandboxes } from "@wirelab/sandbox";
import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import { CheckFailure } from "./failure.ts";
import { type Job, programsOf } from "./job.ts";
import { Listening } from "./listening.ts";
import { Output } from "./output.ts";
import { allowance, patiently } from "./patience.ts";
import { openPeer } from "./open-peer.ts";
import type { Peer } from "./peer.ts";
import { endStragglers, ignoreGone, marker } from "./stragglers.ts";
import { Stdio } from "./stdio.ts";
import { type Activity, activity, canObserve, descendants, memory, type Memory, starvation } from "./system/processes.ts";
import type { Endpoint, Transport } from "./system/sockets.ts";

export interface StartOptions {
  /** Which of the programs; the lab's first by default. */
  readonly role?: string;
  /** Whose programs: the submission's by default. */
  readonly author?: Author;
  readonly host: string;
  readonly port: number;
  /** What follows host and port on the command line. */
  readonly args?: readonly string[];
  /** Variables beside, or in place of, the lab's own; one that is undefined is not set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether the check talks to it over its standard input and output. */
  readonly interactive?: boolean;
  /** Folders that the program may read, and those that it may write into too. */
  readonly readable?: readonly string[];
  readonly writable?: readonly string[];
}

export type Author = "student" | "reference";

export interface Exit {
  /** As the shell has it: 128 and the signal's number where a signal ended the program. */
  readonly code: number;
}

/** The exit codes that the shell has for a command that cannot be started: a script whose interpreter is missing, for one. */
const unstarted: Readonly<Record<string, number>> = { ENOENT: 127, EACCES: 126 };

/** How long a program's output may stay open after its end before it is taken to be held by something else, in milliseconds. */
const heldOpen = 200;

/** How long a program that does not come to rest is waited for, in milliseconds. */
const settleLimit = 300;

/** A running program of the submission, in a sandbox of its own. */
export class Program {
  readonly host: string;
  readonly port: number;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Settles when the program has ended and its output is in. */
  readonly exit: Promise<Exit>;
  readonly role: string;
  /** The folder that it lives in. */
  readonly box: string;
  readonly author: Author;
  readonly transport: Transport;
  /** When the program ended, as `performance.now()` has it. */
  exitedAt = Infinity;
  readonly check: Check;
  readonly #child: ChildProcess;
  readonly #wrappers: number;
  readonly #mark: string;
  readonly #stdio: Stdio | undefined;
  #listening: Listening | undefined;
  readonly #closed: Promise<unknown>;
  #exited: Exit | undefined;
  #stopping = false;
  #peers = 0;

  /** @throws {CheckFailure} where the submission has no such program */
  constructor(check: Check, job: Job, options: StartOptions) {
    const { host, port, args = [], env, interactive = false, readable = [], writable = [] } = options;
    this.check = check;
    this.host = host;
    this.port = port;
    this.author = options.author ?? "student";
    this.transport = job.transport;
    const { box, commands, missing } = programsOf(job, this.author);
    this.box = box;
    this.role = options.role ?? job.roles[0] ?? "";
    const lacking = missing[this.role];
    if (lacking) throw new CheckFailure({ unstarted: true }, lacking);
    const sandbox = sandboxes[job.sandbox];
    this.#wrappers = sandbox.wrappers;
    this.#mark = `${job.run}/${randomUUID()}`;
    const wrapped = sandbox.wrap([...(commands[this.role] ?? []), host, String(port), ...args], {
      kind: "program",
      box,
      readable,
      writable,
      secret: job.secret,
      env: { ...job.env, ...env, [marker]: this.#mark },
    });
    this.#child = launch(wrapped, { cwd: box, detached: true, stdio: [interactive ? "pipe" : "ignore", "pipe", "pipe"] });
    this.#closed = new Promise((resolve) => this.#child.once("close", resolve));
    const { stdin, stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error("the program was started without pipes");
    this.stdout = new Output(stdout, () => this.kill(), interactive);
    this.stderr = new Output(stderr, () => this.kill());
    this.exit = new Promise((resolve, reject) => {
      const end = (exit: Exit): void => {
        this.exitedAt = performance.now();
        void Promise.race([this.#closed, this.#lastWords()]).then(() => {
          this.#exited = exit;
          resolve(exit);
        });
      };
      this.#child.once("exit", (code, signal) => end({ code: code ?? 128 + (signal ? constants.signals[signal] : 0) }));
      this.#child.once("error", (error: NodeJS.ErrnoException) => {
        const code = unstarted[error.code ?? ""];
        if (code === undefined) reject(error);
        else end({ code });
      });
    });
    this.exit.catch(() => {});
    // Pipes to a child are sockets of the system.
    this.#stdio = stdin ? new Stdio(this, stdin as Socket, stdout as Socket) : undefined;
  }

  /** Where the program listens: looked for from the first time on that this is asked for. */
  get listening(): Listening {
    return (this.#listening ??= new Listening(this, this.transport));
  }

  /** Whether the check talks to it over its standard input and output. */
  get interactive(): boolean {
    return this.#stdio !== undefined;
  }

  /** The conversation over its standard input and output. */
  get stdio(): Stdio {
    if (!this.#stdio) throw new Error("the program was not started as an interactive one");
    return this.#stdio;
  }

  /** How the program ended; undefined while it runs. */
  get exited(): Exit | undefined {
    return this.#exited;
  }

  /** Whether the grader itself has ended the program or asked it to end. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Waits until the program listens on the port that it was given. */
  async ready(): Promise<void> {
    const outcome = await patiently(Promise.race([this.listening.onPort, this.exit]), [this], allowance.start);
    if (outcome.happened && outcome.value === undefined) return;
    if (await this.listening.isTakenByStranger())
      throw new Error(
        `port ${this.port} was free when it was chosen; since then, a process of this machine that is not ours listens on it`,
      );
    throw await explain(this.check, {
      situation: "start",
      program: this,
      message: text(
        `Nothing listens on ${this.host} port ${this.port}, where your server was told to listen.`,
        `没有程序在 ${this.host} 的端口 ${this.port} 上监听，而服务器被要求监听在那里。`,
      ),
    });
  }

  /** Opens a connection to where the program was told to listen. */
  connect(name?: string, endpoint: Partial<Endpoint> = {}): Promise<Peer> {
    this.#peers += 1;
    const peerName = name ?? (this.#peers === 1 ? "client" : `client ${this.#peers}`);
    const { host = this.host, port = this.port } = endpoint;
    return this.check.track("connect()", openPeer(this, peerName, { host, port }));
  }

  /** The program's own processes, without the sandbox around it. */
  get pids(): number[] {
    return this.#child.pid === undefined ? [] : descendants(this.#child.pid).slice(this.#wrappers);
  }

  /** How many bytes have gone to the program and come from it so far. */
  get transferred(): number {
    const streams = this.check.streams.filter(({ program }) => program === this);
    return streams.reduce((sum, stream) => sum + stream.transferred, this.stdout.size + this.stderr.size);
  }

  activity(): Activity {
    if (!canObserve) return { asleep: true, cpu: 0 };
    const { pids } = this;
    // While the sandbox is set up, there is no program yet that could be idle.
    return pids.length > 0 || this.exited ? activity(pids) : { asleep: false, cpu: 0 };
  }

  /** Waits until the program sleeps, having done what it was woken for. Gives up, with false, on one that does not for long. */
  async settled(): Promise<boolean> {
    const began = performance.now();
    while (!this.exited && performance.now() - began < settleLimit) {
      if (this.activity().asleep) return true;
      await wait(1);
    }
    return false;
  }

  /** How long the program has had to wait for a CPU so far, in milliseconds: on a loaded machine, what seems too late may not be its fault. */
  get starvation(): number {
    return starvation(this.pids);
  }

  memory(): Memory {
    return memory(this.pids);
  }

  /** Sends a signal to the program itself. */
  signal(signal: NodeJS.Signals): void {
    this.#stopping ||= signal !== "SIGSTOP" && signal !== "SIGCONT";
    const pid = canObserve ? this.pids[0] : this.#child.pid;
    if (pid !== undefined) ignoreGone(() => process.kill(pid, signal));
  }

  /** Ends the program's process group at once. */
  kill(): void {
    this.#stopping = true;
    const pid = this.#child.pid;
    if (pid !== undefined) ignoreGone(() => process.kill(-pid, "SIGKILL"));
  }

  /** Gives what an ended program has written before the time to be read, though something else may hold its output open. */
  async #lastWords(): Promise<void> {
    await wait(heldOpen);
    // On a loaded machine the time is over before the pipes are looked at.
    for (let size = -1; size !== this.stdout.size + this.stderr.size;) {
      size = this.stdout.size + this.stderr.size;
      await turn();
      await turn();
    }
  }

  /** Ends the program and waits until nothing of it holds a pipe any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listening?.stop();
    this.kill();
    await this.exit.catch(() => {});
    await Promise.race([this.#closed, wait(heldOpen)]);
    if (this.#child.stdout?.closed && this.#child.stderr?.closed) return;
    await endStragglers(this.#mark);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }
}
