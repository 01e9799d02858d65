import { readFileSync, readlinkSync } from "node:fs";

/**
 * The process that a temporary file, a folder or a control group belongs to, as a part of its name: so that the next start finds what a killed one has left.
 * A process id alone comes again; with the time at which its process started, it does not. Ids of another container say nothing here.
 */
export const owner = nameOf(process.pid);

/** An owner, as it begins a name. */
const pattern = /^([0-9a-z]+-\d+-\d+)-/;

/**
 * The owner that a name begins with, where that process is gone for certain; else undefined.
 * @param name without what stands before the owner
 */
export function goneOwner(name: string): string | undefined {
  const found = pattern.exec(name)?.[1];
  if (found === undefined) return undefined;
  const [space, pid] = found.split("-");
  return space === processSpace() && nameOf(Number(pid)) !== found ? found : undefined;
}

function nameOf(pid: number): string {
  return `${processSpace()}-${pid}-${startOf(pid)}`;
}

/** The process ids' own world: a container has one of its own. */
function processSpace(): string {
  try {
    const [inode = "0"] = /\d+/.exec(readlinkSync("/proc/self/ns/pid")) ?? [];
    return Number(inode).toString(36);
  } catch {
    return "0";
  }
}

/** When a process started, in the kernel's own unit; where there is no /proc, 1. "none" where there is no such process, or a dead one. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The fields after the command's name, which may hold spaces and brackets; the start is the 22nd of all (man 5 proc).
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A dead process that its parent takes no notice of holds nothing any more; in some containers there is nobody to notice.
    return state === "Z" || state === "X" ? "none" : (fields[18] ?? "0");
  } catch {
    return process.platform !== "linux" && isThere(pid) ? "1" : "none";
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
