import { readlinkSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { isExecutable } from "./environment.ts";
import { environmentInside, nodeInside, shownOfSystem } from "./root.ts";

/** Where a program in the sandbox finds a command, by its name or path; undefined where it does not, though the machine may have it. */
export function findInside(command: string): string | undefined {
  const folders = (environmentInside["PATH"] ?? "").split(":");
  const paths = command.includes("/") ? [resolve("/", command)] : folders.map((folder) => join(folder, command));
  return paths.find((path) => path === nodeInside || isShown(path, shownOfSystem));
}

/** Whether a file can be executed by whoever sees nothing of this machine but some folders: links may lead out of them. */
export function isShown(path: string, folders: readonly string[]): boolean {
  const isWithin = (place: string): boolean => folders.some((folder) => !relative(folder, place).startsWith(".."));
  let place: string | undefined = path;
  for (let links = 0; place !== undefined && links < 40; links++) {
    if (!isWithin(place)) return false;
    place = targetOf(place);
  }
  return isExecutable(path) && isWithin(realpathSync(path));
}

/** Where a link leads; undefined where it is none. */
function targetOf(path: string): string | undefined {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return undefined;
  }
}
