import { closeSync, constants, type Dirent, existsSync, lstatSync, openSync, readdirSync, realpathSync } from "node:fs";
import type { Text } from "@wirelab/model";
import { OpenFile, whyNotOpened } from "./open-file.ts";
import { reasons } from "./reasons.ts";

/** Where an open folder can be named by its descriptor, whatever has become of its path. */
const hasDescriptors = existsSync("/proc/self/fd");

/**
 * A folder that has been entered, and that nobody can swap for another by putting a link in its place.
 * Where the system has no `/proc/self/fd`, what was read is given up if its path leads elsewhere afterwards.
 */
export class Place implements Disposable {
  readonly #path: Buffer;
  readonly #fd: number | undefined;

  private constructor(path: Buffer, fd?: number) {
    this.#path = path;
    this.#fd = fd;
  }

  /** Enters a folder, but not by a link; otherwise says why not. */
  static enter(path: Buffer, byDescriptor = hasDescriptors): Place | Text {
    try {
      if (byDescriptor) {
        const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
        return new Place(Buffer.from(`/proc/self/fd/${fd}`), fd);
      }
      return lstatSync(path).isDirectory() && isWhereItSays(path) ? new Place(path) : reasons.changed;
    } catch (error) {
      return whyNotOpened(error);
    }
  }

  /** What is in it, always in the same order: `main.ts` before `Main.ts`, should there be both. */
  list(): Dirent<Buffer>[] {
    const entries = readdirSync(this.#path, { withFileTypes: true, encoding: "buffer" });
    const isSame = this.#fd !== undefined || isWhereItSays(this.#path);
    return isSame ? entries.toSorted((a, b) => Buffer.compare(b.name, a.name)) : [];
  }

  enter(name: Buffer): Place | Text {
    return Place.enter(this.#within(name), this.#fd !== undefined);
  }

  openFile(name: Buffer): OpenFile | Text {
    const path = this.#within(name);
    const opened = OpenFile.open(path);
    if (!(opened instanceof OpenFile) || this.#fd !== undefined || isWhereItSays(path)) return opened;
    opened[Symbol.dispose]();
    return reasons.changed;
  }

  [Symbol.dispose](): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }

  #within(name: Buffer): Buffer {
    return Buffer.concat([this.#path, Buffer.from("/"), name]);
  }
}

/** Whether no link is on the way to it. */
function isWhereItSays(path: Buffer): boolean {
  try {
    return realpathSync.native(path, { encoding: "buffer" }).equals(path);
  } catch {
    return false;
  }
}
