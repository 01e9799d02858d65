import { accessSync, constants, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The controllers that a run is limited by. */
export type Controller = "memory" | "pids";
export const controllers: readonly Controller[] = ["memory", "pids"];

/** Where groups may be made: a folder for each controller that there is one for; with version 2, it is the same for both. */
export interface Cgroups {
  readonly version: 1 | 2;
  readonly parents: Partial<Readonly<Record<Controller, string>>>;
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/**
 * Looks for a place where this process may make control groups; undefined where there is none.
 * @param proc where the system tells of itself
 */
export function findCgroups(proc = "/proc"): Cgroups | undefined {
  const own = new Map(
    readLines(join(proc, "self/cgroup")).map((line) => {
      const [, names = "", path = "/"] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
      return [names, path] as const;
    }),
  );
  const mounts = readLines(join(proc, "self/mountinfo")).flatMap(parseMount);
  return version2(own.get("") ?? "/", mounts) ?? version1(own, mounts);
}

/** The nearest group around this process that hands its controllers on to its children, and may be written to. */
function version2(own: string, mounts: readonly Mount[]): Cgroups | undefined {
  const mount = mounts.find(({ type }) => type === "cgroup2");
  if (!mount) return undefined;
  for (let folder = within(mount, own); folder.startsWith(mount.point); folder = dirname(folder)) {
    const handedOn = new Set(readLines(join(folder, "cgroup.subtree_control")).flatMap((line) => line.split(" ")));
    if (controllers.every((controller) => handedOn.has(controller)) && isWritable(folder))
      return { version: 2, parents: { memory: folder, pids: folder } };
    if (folder === dirname(folder)) break;
  }
  return undefined;
}

function version1(own: ReadonlyMap<string, string>, mounts: readonly Mount[]): Cgroups | undefined {
  const found = controllers.flatMap((controller): [Controller, string][] => {
    const mount = mounts.find(({ type, options }) => type === "cgroup" && options.includes(controller));
    const [, path] = [...own].find(([names]) => names.split(",").includes(controller)) ?? [];
    if (!mount || path === undefined) return [];
    const folder = within(mount, path);
    return isWritable(folder) ? [[controller, folder]] : [];
  });
  return found.length > 0 ? { version: 1, parents: Object.fromEntries(found) } : undefined;
}

/** Where a group is, seen through a mount that need not show the whole tree. */
function within({ root, point }: Mount, path: string): string {
  const below = relative(root, path);
  return below.startsWith("..") ? point : join(point, below);
}

/** `id parent major:minor root point options … - type source options`, see man 5 proc. */
function parseMount(line: string): Mount[] {
  const [before = "", after = ""] = line.split(" - ");
  const [, , , root = "", point = ""] = before.split(" ").map(unescaped);
  const [type = "", , options = ""] = after.split(" ");
  return type.startsWith("cgroup") ? [{ root, point, type, options: options.split(",") }] : [];
}

function unescaped(field: string): string {
  return field.replaceAll(/\\(\d{3})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)));
}

function isWritable(folder: string): boolean {
  try {
    for (const path of [folder, join(folder, "cgroup.procs")]) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
