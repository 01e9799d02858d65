import { constants } from "node:fs";
import { lstat, mkdtemp, open, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";

/** What a directory holds under a name; `other` is whatever is neither a file, nor a link, nor a directory. */
export type Entry = "file" | "link" | "directory" | "other";

/** A directory that a program may write into, and that the check looks into without following what the program planted there. */
export class Directory {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @param parent the run's own folder, which is removed with all that is in it when the run is over */
  static async make(parent: string): Promise<Directory> {
    return new Directory(await mkdtemp(join(parent, "directory-")));
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

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await writeFile(join(this.path, name), bytes);
  }

  /** Plants a symbolic link. */
  async link(name: string, target: string): Promise<void> {
    await symlink(target, join(this.path, name));
  }

  /**
   * Reads a file again and again until told to stop.
   * @param isWhole whether content is one of those that a reader may see
   */
  watch(name: string, isWhole: (content: Buffer) => boolean): Watcher {
    return new Watcher(join(this.path, name), isWhole);
  }
}

/** A reader that looks at one file in a loop, as a web server would that shows it. */
export class Watcher {
  /** How often it has read the file. */
  reads = 0;
  /** What it has seen that it should not have: other content, or `"missing"`. */
  wrong: Buffer | "missing" | undefined;
  readonly #done: Promise<void>;
  #stopped = false;

  constructor(path: string, isWhole: (content: Buffer) => boolean) {
    this.#done = this.#watch(path, isWhole);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #watch(path: string, isWhole: (content: Buffer) => boolean): Promise<void> {
    while (!this.#stopped && this.wrong === undefined) {
      const content = await readFile(path).catch(ignoreMissing);
      this.reads += 1;
      if (!content) this.wrong = "missing";
      else if (!isWhole(content)) this.wrong = content;
      await turn();
    }
  }
}

/** Under a name that is gone, or that has become a link, there is no file. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ELOOP") throw error;
}
