import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import type { Text } from "@wirelab/model";
import { reasons } from "./reasons.ts";

/** Neither follows a link nor waits for somebody to write into a FIFO. Windows knows neither. */
const carefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** No file system compresses so well: it is a hole. */
const holeRatio = 64;
const smallestHole = 2 ** 20;

const chunkSize = 2 ** 16;

/** A regular file that is open, until it is disposed of. */
export class OpenFile implements Disposable {
  readonly fd: number;
  readonly stats: Stats;

  private constructor(fd: number, stats: Stats) {
    this.fd = fd;
    this.stats = stats;
  }

  /** Opens a regular file and nothing else; otherwise says why not. */
  static open(path: string | Buffer): OpenFile | Text {
    let fd;
    try {
      fd = openSync(path, carefully);
    } catch (error) {
      return whyNotOpened(error);
    }
    const file = new OpenFile(fd, fstatSync(fd));
    const reason = whyNotRegular(file.stats);
    if (!reason) return file;
    file[Symbol.dispose]();
    return reason;
  }

  /** Its bytes, from the beginning or from where somebody has read to. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.min(this.stats.size + 1, chunkSize));
      const read = readSync(this.fd, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
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
