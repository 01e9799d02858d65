import { type ChildProcess, type IOType, spawn, type SpawnOptions } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Wrapped } from "./policy.ts";

export interface LaunchOptions extends Pick<SpawnOptions, "cwd" | "detached" | "signal" | "killSignal" | "uid" | "gid"> {
  readonly stdio: readonly [IOType, IOType, IOType];
}

/** Starts a wrapped command, and feeds it what it is to read. */
export function launch({ argv, env, feeds, expendable }: Wrapped, { stdio, ...options }: LaunchOptions): ChildProcess {
  const [file = "", ...args] = argv;
  const pipes = feeds.map((): IOType => "pipe");
  const child = spawn(file, args, { ...options, env, stdio: [...stdio, ...pipes] });
  // It has started nothing yet: it waits for its options.
  if (expendable && child.pid !== undefined) endFirst(child.pid);
  for (const [index, bytes] of feeds.entries()) feed(child.stdio[3 + index] as Writable | undefined, bytes);
  return child;
}

/** Has the system end a process, and all that it will start, before any other where memory runs out. */
function endFirst(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, "1000");
  } catch {
    // It has ended already, or the system keeps the order to itself.
  }
}

/** Where the command could not be started, or ends before it has read all, that is told by its exit. */
function feed(stream: Writable | undefined, bytes: Uint8Array): void {
  stream?.on("error", () => {});
  stream?.end(bytes);
}

export interface Ran {
  /** Null where a signal ended the command. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions extends Pick<SpawnOptions, "cwd" | "uid" | "gid"> {
  /** After so many milliseconds the command is ended. */
  readonly timeout: number;
}

/** So much is kept of each output, in bytes; a command that says more is ended. */
const maxOutput = 2 ** 20;

/**
 * Starts a wrapped command and waits until it has ended and its output is in.
 * @throws {Error} where it cannot be started
 */
export async function run(wrapped: Wrapped, { timeout, ...options }: RunOptions): Promise<Ran> {
  const signal = AbortSignal.timeout(timeout);
  const child = launch(wrapped, { ...options, signal, killSignal: "SIGKILL", stdio: ["ignore", "pipe", "pipe"] });
  const end = (): void => void child.kill("SIGKILL");
  const [stdout, stderr] = [collect(child.stdout, end), collect(child.stderr, end)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => (error.name === "AbortError" ? undefined : reject(error)));
    child.once("close", resolve);
  });
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: Readable | null, onFlood: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxOutput) chunks.push(chunk);
    else onFlood();
  });
  return () => Buffer.concat(chunks).toString();
}
