import { constants } from "node:fs";
import { lstat, mkdir, mkdtemp, open, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Check } from "./check.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { Watcher } from "./watcher.ts";

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
    const path = join(this.path, name);
    return new Watcher(this.check, path, wholes, await open(path));
  }
}
