import { type FileHandle, link, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { goneOwner, owner } from "@wirelab/sandbox";

const suffix = ".part";

/**
 * Writes files that a reader finds whole or not at all, whenever the writer is killed or the machine loses power:
 * each is written under another name, forced onto the disk, and only then given its own.
 */
export class WholeFiles {
  readonly #parts: string;
  #written = 0;

  /** @param parts the folder in which files are while they are written, on the same disk as all that they become */
  constructor(parts: string) {
    this.#parts = parts;
  }

  /** Writes a file that is not there yet; false where it is, and stays as it was. */
  async create(path: string, content: string): Promise<boolean> {
    const part = await this.#write(content);
    try {
      await link(part, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      await rm(part, { force: true });
    }
    await force(dirname(path));
    return true;
  }

  /** Writes a file, in place of the one that may be there. */
  async replace(path: string, content: string): Promise<void> {
    const part = await this.#write(content);
    await rename(part, path);
    await force(dirname(path));
  }

  /** Removes what writers have left that were killed. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#parts);
    const left = names.filter((name) => name.endsWith(suffix) && goneOwner(name) !== undefined);
    for (const name of left) await rm(join(this.#parts, name), { force: true });
  }

  async #write(content: string): Promise<string> {
    const part = join(this.#parts, `${owner}-${(this.#written += 1)}${suffix}`);
    await using file: FileHandle = await open(part, "w");
    await file.writeFile(content);
    await file.sync();
    return part;
  }
}

/** A name is on the disk only when its folder is. */
async function force(folder: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
}
