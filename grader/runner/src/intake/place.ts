import { type Dirent, existsSync } from "node:fs";
import { constants, type FileHandle, lstat, open, readdir, realpath } from "node:fs/promises";
import type { Text } from "@wirelab/model";
import { type OpenFile, openFile, whyNotOpened } from "./open-file.ts";
import { reasons } from "./reasons.ts";

/** Where an open folder can be named by its descriptor, whatever has become of its path. */
const hasDescriptors = existsSync("/proc/self/fd");

/**
 * A folder that has been entered, and that nobody can swap for another by putting a link in its place.
 * Where the system has no `/proc/self/fd`, what was read is given up if its path leads elsewhere afterwards.
 */
export class Place implements AsyncDisposable {
  readonly #path: Buffer;
  readonly #handle: FileHandle | undefined;

  private constructor(path: Buffer, handle?: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Enters a folder, but not by a link; otherwise says why not. */
  static async enter(path: Buffer, byDescriptor = hasDescriptors): Promise<Place | Text> {
    try {
      if (byDescriptor) {
        const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
        return new Place(Buffer.from(`/proc/self/fd/${handle.fd}`), handle);
      }
      const isFolder = (await lstat(path)).isDirectory();
      return isFolder && (await isWhereItSays(path)) ? new Place(path) : reasons.changed;
    } catch (error) {
      return whyNotOpened(error);
    }
  }

  /** What is in it, always in the same order: `main.ts` before `Main.ts`, should there be both. */
  async list(): Promise<Dirent<Buffer>[]> {
    const entries = await readdir(this.#path, { withFileTypes: true, encoding: "buffer" });
    return (await this.#isSame()) ? entries.toSorted((a, b) => Buffer.compare(b.name, a.name)) : [];
  }

  async enter(name: Buffer): Promise<Place | Text> {
    return Place.enter(this.#within(name), this.#handle !== undefined);
  }

  async openFile(name: Buffer): Promise<OpenFile | Text> {
    const path = this.#within(name);
    const opened = await openFile(path);
    if (!("file" in opened) || this.#handle || (await isWhereItSays(path))) return opened;
    await opened.file.close();
    return reasons.changed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle?.close();
  }

  #within(name: Buffer): Buffer {
    return Buffer.concat([this.#path, Buffer.from("/"), name]);
  }

  async #isSame(): Promise<boolean> {
    return this.#handle !== undefined || isWhereItSays(this.#path);
  }
}

/** Whether no link is on the way to it. */
async function isWhereItSays(path: Buffer): Promise<boolean> {
  return realpath(path, { encoding: "buffer" }).then(
    (real) => real.equals(path),
    () => false,
  );
}
