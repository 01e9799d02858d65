import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { bwrap } from "./bwrap.ts";
import { cleanEnvironment } from "./environment.ts";

const run = promisify(execFile);

/** Why bubblewrap cannot isolate programs on this machine and what to do about it; undefined where it can. */
export async function whyNoBwrap(): Promise<string | undefined> {
  if (process.platform !== "linux") return "bubblewrap isolates programs on Linux only";
  const probe = bwrap.wrap(bwrap.wrap(["true"], { kind: "program", box: "/usr", secret: [] }), { kind: "run" });
  const [command = "", ...args] = probe;
  try {
    await run(command, args, { env: cleanEnvironment(), cwd: "/" });
    return undefined;
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    if (code === "ENOENT") return "bubblewrap is not installed: apt-get install bubblewrap (or your system's package of that name)";
    return `bubblewrap cannot make a sandbox here (${stderr.trim().split("\n")[0] ?? ""}): ${remedy(stderr)}`;
  }
}

function remedy(stderr: string): string {
  if (/prlimit/.test(stderr)) return "install util-linux, which has prlimit";
  return (
    "unprivileged user namespaces are needed. On Ubuntu: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0. " +
    "In Docker: run the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined"
  );
}
