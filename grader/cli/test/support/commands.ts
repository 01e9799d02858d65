import { spawn, type SpawnOptions } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "@wirelab/runner";
import { vi } from "vitest";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options extends Pick<SpawnOptions, "uid" | "gid"> {
  readonly env?: Readonly<Record<string, string>>;
  /** Nobody reads what it prints: the pipe is closed at the other end. */
  readonly unread?: true;
  /** Told of the process once it runs. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>;
}

/** Runs `grader` or `lab` as a shell does, and waits for its end. */
export async function command(
  name: "grader" | "lab",
  args: readonly string[],
  { env, unread, onStart, ...options }: Options = {},
): Promise<Outcome> {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const child = spawn(process.execPath, [join(root, `grader/cli/src/${name}.ts`), ...args], {
    cwd: root,
    env: { PATH, TMPDIR, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (unread) child.stdout.destroy();
  const [stdout, stderr] = [unread ? "" : text(child.stdout), text(child.stderr)];
  await onStart?.((signal) => void child.kill(signal));
  return { code: await code, stdout: await stdout, stderr: (await stderr).replace(aboutThisMachine, "") };
}

/** What isolation goes without on this machine is said wherever it is used; the tests are about the rest. */
const aboutThisMachine = /^.* pnpm grader doctor\n/m;

/** The programs under way that a grader started whose folder for temporary files is this one. */
export function programsOf(tmp: string): string[] {
  return (
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ pid, variables: readVariables(pid) }))
      .filter(({ variables }) => variables.some((entry) => entry.startsWith("WIRELAB_RUN=")))
      // In a sandbox, a program knows of no folder of the machine; its own is mounted from there.
      .filter(({ pid, variables }) => variables.includes(`TMPDIR=${tmp}`) || readText(`/proc/${pid}/mountinfo`).includes(`${tmp}/`))
      .map(({ pid }) => pid)
  );
}

/** Waits until a grader has started programs. */
export async function untilPrograms(tmp: string): Promise<void> {
  await vi.waitUntil(() => programsOf(tmp).length > 0, { timeout: 110_000, interval: 10 });
}

/** Waits until none is left; one that was killed is gone a moment later. */
export async function untilNoPrograms(tmp: string): Promise<void> {
  await vi.waitUntil(() => programsOf(tmp).length === 0, { timeout: 5000, interval: 10 });
}

function readVariables(pid: string): string[] {
  return readText(`/proc/${pid}/environ`).split("\0");
}

/** Processes come and go while they are looked at. */
function readText(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
