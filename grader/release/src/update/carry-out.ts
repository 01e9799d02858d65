import { copyFileSync, fsyncSync, mkdirSync, openSync, closeSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestName } from "../manifest.ts";
import type { Update } from "./plan.ts";

/** Where an update keeps its own things in a student's copy. */
const folders = { drafts: ".wirelab/update", aside: ".wirelab/put-aside" };

/**
 * Brings a student's copy up to date. All that is new is first copied beside it; then each file takes its place in one step, and the
 * manifest does last. Whoever is cut short can begin again: what was done is seen by its content.
 * @param onStep told of each file, before it is touched
 */
export function carryOut(
  { written, removed, putAside }: Update,
  copy: string,
  release: string,
  onStep: (file: string) => void = () => {},
): void {
  const drafts = join(copy, folders.drafts);
  rmSync(drafts, { recursive: true, force: true });
  for (const file of [...written, manifestName]) copyDurably(join(release, file), join(drafts, file));
  for (const file of putAside) copyDurably(join(copy, file), join(copy, folders.aside, file));

  for (const file of written) {
    onStep(file);
    const target = join(copy, file);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(drafts, file), target);
  }
  for (const file of removed) {
    onStep(file);
    rmSync(join(copy, file), { force: true });
    removeEmpty(copy, dirname(file));
  }
  onStep(manifestName);
  renameSync(join(drafts, manifestName), join(copy, manifestName));
  rmSync(drafts, { recursive: true, force: true });
}

function copyDurably(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  const file = openSync(to, "r+");
  fsyncSync(file);
  closeSync(file);
}

/** Removes a folder that has become empty, and those around it that do. */
function removeEmpty(copy: string, folder: string): void {
  for (let path = folder; path !== "."; path = dirname(path)) {
    try {
      rmdirSync(join(copy, path));
    } catch {
      return;
    }
  }
}
