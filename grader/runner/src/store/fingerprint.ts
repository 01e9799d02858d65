import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * A fingerprint of files: of their names below the folder, whether they can be executed, and all that is in them.
 * @param wanted which names, of files and of folders at any depth, are looked at; all by default
 */
export async function fingerprint(folders: readonly string[], wanted: (name: string) => boolean = () => true): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const path of await filesIn(folder, wanted)) {
      const file = join(folder, path);
      const [{ mode }, content] = [await stat(file), await readFile(file)];
      // Lengths stand before what they are of, so that no two sets of files are written alike.
      hash.update(`${Buffer.byteLength(path)} ${path} ${mode & 0o111 ? "x" : "-"} ${content.length} `).update(content);
    }
    hash.update("end ");
  }
  return hash.digest("hex");
}

/** Regular files, in an order that is the same everywhere. */
async function filesIn(folder: string, wanted: (name: string) => boolean, below = ""): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = entries
    .filter((entry) => wanted(entry.name))
    .map((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return filesIn(folder, wanted, path);
      return Promise.resolve(entry.isFile() ? [path] : []);
    });
  return (await Promise.all(nested)).flat().toSorted((one, other) => (one < other ? -1 : 1));
}
