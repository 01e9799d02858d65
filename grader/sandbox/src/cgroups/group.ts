import { writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runLimits } from "../limits.ts";
import { goneOwner, owner } from "../owner.ts";
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

/** How the names of all groups begin, before their owner's. */
const prefix = "wirelab.";

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
    const name = `${prefix}${owner}-${++made}`;
    const group = new RunGroup(cgroups, name);
    try {
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
    for (const folder of this.folders) await end(folder, this.#version);
  }
}

/** Ends what graders that were killed have left behind, and all that is in it. What is another grader's, or another user's, stays. */
export async function sweepGroups(cgroups: Cgroups | undefined = findCgroups()): Promise<void> {
  if (!cgroups) return;
  for (const parent of new Set(Object.values(cgroups.parents))) {
    const left = (await readdir(parent)).filter((name) => name.startsWith(prefix) && goneOwner(name.slice(prefix.length)) !== undefined);
    for (const name of left) await end(join(parent, name), cgroups.version).catch(() => {});
  }
}

/** Ends all processes in a group, and removes it. */
async function end(folder: string, version: Cgroups["version"]): Promise<void> {
  const began = performance.now();
  while (!(await isRemoved(folder)) && performance.now() - began < patience) {
    if (version === 2) await writeFile(join(folder, "cgroup.kill"), "1").catch(() => {});
    for (const pid of await members(folder)) kill(pid);
    await wait(pause);
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

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
