import type { Stats } from "node:fs";
import { constants, type FileHandle, open } from "node:fs/promises";
import type { Text } from "@wirelab/model";
import { reasons } from "./reasons.ts";

/** Neither follows a link nor waits for somebody to write into a FIFO. Windows knows neither. */
const carefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** No file system compresses so well: it is a hole. */
const holeRatio = 64;
const smallestHole = 2 ** 20;

export interface OpenFile {
  readonly file: FileHandle;
  readonly stats: Stats;
}

/** Opens a regular file and nothing else; otherwise says why not. */
export async function openFile(path: string | Buffer): Promise<OpenFile | Text> {
  let file;
  try {
    file = await open(path, carefully);
  } catch (error) {
    return whyNotOpened(error);
  }
  const stats = await file.stat();
  const reason = whyNotRegular(stats);
  if (!reason) return { file, stats };
  await file.close();
  return reason;
}

/** @throws {unknown} what is no matter of the submission's */
export function whyNotOpened(error: unknown): Text {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ELOOP" || code === "EMLINK") return reasons.symbolicLink;
  if (code === "ENXIO") return reasons.socket;
  if (code === "EACCES" || code === "EPERM") return reasons.unreadable;
  if (code === "ENOENT" || code === "ENOTDIR") return reasons.changed;
  throw error;
}

function whyNotRegular(stats: Stats): Text | undefined {
  if (!stats.isFile()) return whyNotFile(stats);
  if (stats.nlink > 1) return reasons.hardLink;
  const isSparse = stats.size > smallestHole && stats.blocks * 512 * holeRatio < stats.size;
  return isSparse ? reasons.sparse : undefined;
}

/** Why something that is neither a folder nor a regular file is not taken. */
export function whyNotFile(
  entry: Pick<Stats, "isSymbolicLink" | "isFIFO" | "isSocket" | "isBlockDevice" | "isCharacterDevice" | "isDirectory">,
): Text {
  if (entry.isSymbolicLink()) return reasons.symbolicLink;
  if (entry.isFIFO()) return reasons.fifo;
  if (entry.isSocket()) return reasons.socket;
  if (entry.isBlockDevice() || entry.isCharacterDevice()) return reasons.device;
  return entry.isDirectory() ? reasons.changed : reasons.other;
}
