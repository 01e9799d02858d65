import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, mkdtemp, open, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Check } from "./check.ts";

/** What a directory holds under a name; `other` is whatever is neither a file, nor a link, nor a directory. */
export type Entry = "file" | "link" | "directory" | "other";

/** A directory that a program may write into, and that the check looks into without following what the program planted there. */
export class Directory {
  readonly path: string;
  readonly check: Check;

  private constructor(check: Check, path: string) {
    this.check = check;
    this.path = path;
  }

  /** @param parent the run's own folder, which is removed with all that is in it when the run is over */
  static async make(check: Check, parent: string): Promise<Directory> {
    return new Directory(check, await mkdtemp(join(parent, "directory-")));
  }

  /** Makes a directory in this one. */
  async folder(name: string): Promise<Directory> {
    const path = join(this.path, name);
    await mkdir(path);
    return new Directory(this.check, path);
  }

  /** All names in it, sorted. */
  async names(): Promise<string[]> {
    return (await readdir(this.path)).toSorted();
  }

  /** What a name stands for; undefined where there is no such name. */
  async kindOf(name: string): Promise<Entry | undefined> {
    const stats = await lstat(join(this.path, name)).catch(ignoreMissing);
    if (!stats) return undefined;
    return stats.isFile() ? "file" : stats.isSymbolicLink() ? "link" : stats.isDirectory() ? "directory" : "other";
  }

  /** The content of a regular file; undefined where the name stands for none. */
  async read(name: string): Promise<Buffer | undefined> {
    if ((await this.kindOf(name)) !== "file") return undefined;
    // What is a file now need not be one when it is opened: a link is not followed then either, nor a pipe waited for.
    const file = await open(join(this.path, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(ignoreMissing);
    if (!file) return undefined;
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  /** Puts a file there, and returns its path. */
  async write(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, bytes);
    return path;
  }

  /** Plants a symbolic link. */
  async link(name: string, target: string): Promise<void> {
    await symlink(target, join(this.path, name));
  }

  /**
   * Reads a file that is there already, again and again until told to stop.
   * @param wholes the contents that a reader may see, the present one among them
   */
  async watch(name: string, wholes: readonly Buffer[]): Promise<Watcher> {
    return new Watcher(this.check, join(this.path, name), wholes, await open(join(this.path, name)));
  }
}

/** What a reader should not have seen: no file, or content that is none of those that there may be. */
export interface Sight {
  readonly content: Buffer | "missing";
  /** Whether it is what a reader got who had opened the file at first, and read half of it then and the other half in the end. */
  readonly slowly: boolean;
}

/**
 * Readers that look at one file, as a web server would that shows it: one in a loop; and a slow one, which finds out for certain
 * whether the file is replaced or written over.
 */
export class Watcher {
  /** How often the file was read. */
  reads = 0;
  wrong: Sight | undefined;
  readonly check: Check;
  readonly #path: string;
  readonly #wholes: readonly Buffer[];
  readonly #done: Promise<void>;
  #stopped = false;

  constructor(check: Check, path: string, wholes: readonly Buffer[], slow: FileHandle) {
    this.check = check;
    this.#path = path;
    this.#wholes = wholes;
    this.#done = check.track("watch()", this.#watch(slow));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #watch(slow: FileHandle): Promise<void> {
    try {
      const half = Math.floor((await slow.stat()).size / 2);
      const { buffer: begin, bytesRead } = await slow.read(Buffer.alloc(half));
      while (!this.#stopped && !this.wrong) {
        this.#look(await readFile(this.#path).catch(ignoreMissing), false);
        await turn();
      }
      if (!this.wrong) this.#look(Buffer.concat([begin.subarray(0, bytesRead), await slow.readFile()]), true);
    } finally {
      await slow.close();
    }
  }

  #look(content: Buffer | undefined, slowly: boolean): void {
    this.reads += 1;
    if (!content) this.wrong = { content: "missing", slowly };
    else if (!this.#wholes.some((whole) => whole.equals(content))) this.wrong = { content, slowly };
  }
}

/** Under a name that is gone, or that has become a link, there is no file. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ELOOP") throw error;
}
