import { readdirSync, readlinkSync } from "node:fs";
import { readProc } from "./read-proc.ts";

/** Whether this system tells what its processes are doing, through /proc as Linux has it. */
export const canObserve = process.platform === "linux";

/** A process and all that it started, and they in turn; empty once it is gone. */
export function descendants(pid: number): number[] {
  const started = children(pid);
  return read(`/proc/${pid}/stat`) === "" ? [] : [pid, ...started.flatMap(descendants)];
}

/** What a process has started itself, as far as it still runs. */
export function children(pid: number): number[] {
  return tasks(pid).flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number));
}

export interface Activity {
  /** No thread runs or wants to: each waits for something to happen. */
  readonly asleep: boolean;
  /** CPU time used so far, in milliseconds. */
  readonly cpu: number;
}

/** What processes are doing right now. */
export function activity(pids: readonly number[]): Activity {
  let asleep = true;
  let ticks = 0;
  for (const pid of pids) {
    ticks += cpuTicks(pid);
    asleep &&= tasks(pid).every((task) => !busyStates.has(state(`/proc/${pid}/task/${task}/stat`)));
  }
  return { asleep, cpu: ticks * millisecondsPerTick };
}

/** Running or ready to, and waiting for a disk. A thread that was stopped counts as asleep: it will not do anything. */
const busyStates: ReadonlySet<string | undefined> = new Set(["R", "D"]);

/** Linux counts CPU time for user space in hundredths of a second, whatever the kernel's own clock is (man 5 proc). */
const millisecondsPerTick = 10;

/** How long the threads of processes have been ready to run and had to wait for a CPU, in milliseconds (Linux: sched-stats). */
export function starvation(pids: readonly number[]): number {
  const threads = pids.flatMap((pid) => tasks(pid).map((task) => read(`/proc/${pid}/task/${task}/schedstat`)));
  return threads.reduce((sum, stat) => sum + Number(stat.split(" ")[1] ?? 0), 0) / 1e6;
}

export interface Memory {
  /** Resident memory in bytes. */
  readonly now: number;
  /** The most that was resident since the process began, in bytes. */
  readonly peak: number;
}

/** The memory of processes, added up. */
export function memory(pids: readonly number[]): Memory {
  const sum = { now: 0, peak: 0 };
  for (const pid of pids) {
    const status = read(`/proc/${pid}/status`);
    sum.now += kibibytes(status, "VmRSS");
    sum.peak += kibibytes(status, "VmHWM");
  }
  return sum;
}

export interface Usage {
  /** Memory that is theirs, and not that of a file on disk, in bytes. */
  readonly memory: number;
  readonly threads: number;
}

/** What processes use together. */
export function usage(pids: readonly number[]): Usage {
  const sum = { memory: 0, threads: 0 };
  for (const pid of pids) {
    const status = read(`/proc/${pid}/status`);
    sum.memory += kibibytes(status, "RssAnon") + kibibytes(status, "RssShmem");
    sum.threads += Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
  }
  return sum;
}

/** The inodes of the sockets that processes hold open. */
export function socketInodes(pids: readonly number[]): Set<number> {
  const inodes = new Set<number>();
  for (const pid of pids) {
    for (const fd of list(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1];
      if (inode !== undefined) inodes.add(Number(inode));
    }
  }
  return inodes;
}

/** Which files processes hold open, by number: enough to notice that there are new ones. */
export function openFiles(pids: readonly number[]): string {
  return pids.map((pid) => `${pid}: ${list(`/proc/${pid}/fd`).join()}`).join();
}

/** All processes whose environment has a variable whose value begins so. */
export function processesWith(variable: string, value: string): number[] {
  const entry = `\0${variable}=${value}`;
  return list("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => `\0${read(`/proc/${pid}/environ`)}`.includes(entry))
    .map(Number);
}

function tasks(pid: number): string[] {
  return list(`/proc/${pid}/task`);
}

/** The fields of a stat file after the command's name, which may hold spaces and brackets. */
function statFields(path: string): string[] {
  const stat = read(path);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function state(path: string): string | undefined {
  return statFields(path)[0];
}

function cpuTicks(pid: number): number {
  const fields = statFields(`/proc/${pid}/stat`);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function kibibytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
}

/** Processes come and go while they are looked at: what is gone reads as empty. */
function read(path: string): string {
  return attempt(() => readProc(path), "");
}

function list(path: string): string[] {
  return attempt(() => readdirSync(path), []);
}

function readLink(path: string): string {
  return attempt(() => readlinkSync(path), "");
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
