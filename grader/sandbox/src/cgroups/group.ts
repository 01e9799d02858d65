import { writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runLimits } from "../limits.ts";
import { type Cgroups, type Controller, controllers, findCgroups } from "./find.ts";

type Setting = readonly [file: string, value: number];

const settings: Readonly<Record<Cgroups["version"], Readonly<Record<Controller, readonly Setting[]>>>> = {
  1: {
    memory: [
      ["memory.limit_in_bytes", runLimits.memoryBytes],
      // Of memory and swap together.
      ["memory.memsw.limit_in_bytes", runLimits.memoryBytes],
      ["memory.swappiness", 0],
    ],
    pids: [["pids.max", runLimits.processes]],
  },
  2: {
    memory: [
      ["memory.max", runLimits.memoryBytes],
      ["memory.swap.max", 0],
    ],
    pids: [["pids.max", runLimits.processes]],
  },
};

const prefix = "wirelab-";

/** Between two looks at a group that is coming to its end, in milliseconds; and when it is given up. */
const pause = 5;
const patience = 5000;

let made = 0;

/** A control group around one run: what it may use up in all, and a way to end all that is in it. */
export class RunGroup implements AsyncDisposable {
  /** Where it is in the file system: a folder a controller, or one for both. */
  readonly folders: readonly string[];
  /** Whether both memory and processes are counted. */
  readonly isComplete: boolean;
  readonly #version: Cgroups["version"];

  private constructor({ version, parents }: Cgroups, name: string) {
    this.folders = [...new Set(Object.values(parents))].map((parent) => join(parent, name));
    this.isComplete = controllers.every((controller) => parents[controller] !== undefined);
    this.#version = version;
  }

  /** Makes a group; undefined where this machine has none to give. */
  static async make(cgroups: Cgroups | undefined = findCgroups()): Promise<RunGroup | undefined> {
    if (!cgroups) return undefined;
    const { version, parents } = cgroups;
    const name = `${prefix}${process.pid}-${++made}`;
    const group = new RunGroup(cgroups, name);
    try {
      await Promise.all(Object.values(parents).map(sweep));
      for (const folder of group.folders) await mkdir(folder);
      for (const [controller, parent] of Object.entries(parents))
        await limit(join(parent, name), settings[version][controller as Controller]);
      return group;
    } catch {
      // As in a container that shows the tree and lets nobody write to it: `grader doctor` tells, which asks in the same way.
      await group[Symbol.asyncDispose]();
      return undefined;
    }
  }

  /** Ends all that is in the group, and the group. */
  async [Symbol.asyncDispose](): Promise<void> {
    const began = performance.now();
    for (const folder of this.folders) {
      while (!(await isRemoved(folder)) && performance.now() - began < patience) {
        if (this.#version === 2) await writeFile(join(folder, "cgroup.kill"), "1").catch(() => {});
        for (const pid of await members(folder)) kill(pid);
        await wait(pause);
      }
    }
  }
}

/** The first setting is the limit; the others make it tighter where the kernel has them. */
async function limit(folder: string, [first, ...more]: readonly Setting[]): Promise<void> {
  if (first) await writeFile(join(folder, first[0]), String(first[1]));
  for (const [file, value] of more) await writeFile(join(folder, file), String(value)).catch(() => {});
}

/** Puts this process, and all that it will start, into a group. */
export function joinGroup(folders: readonly string[]): void {
  for (const folder of folders) writeFileSync(join(folder, "cgroup.procs"), "0");
}

/** Removes what graders that were killed have left behind. */
async function sweep(parent: string): Promise<void> {
  const left = (await readdir(parent)).filter((name) => name.startsWith(prefix) && !isAlive(Number(name.split("-")[1])));
  await Promise.all(left.map((name) => isRemoved(join(parent, name))));
}

async function isRemoved(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === "ENOENT",
  );
}

async function members(folder: string): Promise<number[]> {
  const pids = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "");
  return pids.split("\n").filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
