import { readdirSync, readFileSync } from "node:fs";
import { vi } from "vitest";
import type { Ports } from "./ports.ts";

/** The variable by which the harness marks the programs that it starts. */
const marker = "WIRELAB_RUN=";

/** Waits until nothing is left of a grading, neither process nor port; a process that was killed is gone a moment later. */
export async function nothingLeft(ports: Ports): Promise<void> {
  await vi.waitFor(() => {
    const left = [...processesOf(ports), ...listenersIn(ports)];
    if (left.length > 0) throw new Error(`left over: ${left.join("; ")}`);
  }, 5000);
}

/** The marked processes that were given one of these ports as an argument. */
export function processesOf({ from, to }: Ports): string[] {
  return pids()
    .map((pid) => ({ pid, args: read(`/proc/${pid}/cmdline`).split("\0") }))
    .filter(({ args }) => args.some((arg) => /^\d+$/.test(arg) && Number(arg) >= from && Number(arg) <= to))
    .filter(({ pid }) => read(`/proc/${pid}/environ`).includes(marker))
    .map(({ pid, args }) => `process ${pid}: ${args.join(" ")}`);
}

/** The marked processes that were started with a variable of this value. */
export function processesWith(variable: string, value: string): string[] {
  return pids()
    .map((pid) => ({ pid, variables: read(`/proc/${pid}/environ`).split("\0") }))
    .filter(({ variables }) => variables.includes(`${variable}=${value}`) && variables.some((entry) => entry.startsWith(marker)))
    .map(({ pid }) => `process ${pid}`);
}

/** The processes that a process has started and that run a script of this name. */
export function childrenRunning(script: string, parent: number): number[] {
  return pids()
    .filter((pid) => new RegExp(`^PPid:\\s+${parent}$`, "m").test(read(`/proc/${pid}/status`)))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(script));
}

/** A row of the kernel's table: number, local address and port, no remote one, the state LISTEN. */
const listening = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:0000 0A /gm;

function listenersIn({ from, to }: Ports): string[] {
  return ["/proc/net/tcp", "/proc/net/tcp6"]
    .flatMap((table) => [...read(table).matchAll(listening)].map(([, port = ""]) => Number.parseInt(port, 16)))
    .filter((port) => port >= from && port <= to)
    .map((port) => `port ${port}`);
}

function pids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Processes come and go while they are looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
