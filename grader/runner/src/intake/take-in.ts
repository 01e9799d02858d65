import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RefusedPart } from "@wirelab/model";
import { Refusal } from "../refusal.ts";
import { readArchive, withoutArchiveEnding } from "./archive.ts";
import { Copy } from "./copy.ts";
import type { Source } from "./entry.ts";
import { readFolder } from "./folder.ts";
import { whyNotFile } from "./open-file.ts";
import { notTaken, reasons } from "./reasons.ts";

/**
 * Copies a submission, a folder or an archive, as far as it may be taken.
 * @param box an empty folder, which nobody else writes into
 * @param onRefused told of each part that was not taken, whether the rest was or not
 * @returns the folder in the box that the programs are in
 * @throws {Refusal} where nothing of it can be taken
 */
export async function takeIn(submission: string, box: string, onRefused: (part: RefusedPart) => void): Promise<string> {
  const stats = await lstat(submission);
  const isArchive = stats.isFile() && withoutArchiveEnding(submission) !== undefined;
  if (!stats.isDirectory() && !isArchive) {
    throw new Refusal(notTaken(basename(submission), stats.isFile() ? reasons.neither : whyNotFile(stats)));
  }
  await copy(isArchive ? readArchive(submission) : readFolder(submission), box, onRefused);
  return isArchive ? withinTopFolders(box) : box;
}

async function copy(source: Source, box: string, onRefused: (part: RefusedPart) => void): Promise<void> {
  const copied = new Copy(box);
  try {
    for await (const entry of source) await copied.take(entry);
  } finally {
    for (const part of copied.refused) onRefused(part);
  }
}

/** Looks through folders that have nothing beside them, as archives made of a folder have; `src` is the submission's own. */
async function withinTopFolders(folder: string): Promise<string> {
  const [only, ...others] = await readdir(folder, { withFileTypes: true });
  if (!only?.isDirectory() || others.length > 0 || only.name === "src") return folder;
  return withinTopFolders(join(folder, only.name));
}
