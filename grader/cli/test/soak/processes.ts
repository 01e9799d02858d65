import { readdirSync, readFileSync } from "node:fs";

/** A process, told from others that may get its id later. */
export interface Process {
  readonly pid: number;
  readonly start: string;
}

/** A process and all that it has started, and they in turn. */
export function familyOf(pid: number): Process[] {
  const start = startOf(pid);
  if (start === undefined) return [];
  const children = list(`/proc/${pid}/task`).flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean));
  return [{ pid, start }, ...children.flatMap((child) => familyOf(Number(child)))];
}

export function isAlive({ pid, start }: Process): boolean {
  return startOf(pid) === start;
}

/** All processes that were started with this folder for temporary files. */
export function processesWithTmp(folder: string): number[] {
  return list("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).split("\0").includes(`TMPDIR=${folder}`))
    .map(Number);
}

/** When a process started; undefined where it is gone, or dead and only waits for its parent to notice. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "" || fields[0] === "Z" ? undefined : fields[19];
}

/** Processes come and go while they are looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
