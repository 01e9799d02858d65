import { createHash, type Hash, randomUUID } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Saves bytes under a name and returns their SHA-256. If they break off, all is as it was before.
 * @throws whatever `bytes` throws, and what the file system has to say
 */
export async function save(directory: string, name: string, bytes: AsyncIterable<Buffer>): Promise<string> {
  // In the same directory, for a rename is atomic only within one file system. No two uploads share
  // it, and no client can ask for it: names may not begin with a dot.
  const temporary = join(directory, `.upload-${randomUUID()}`);
  const hash = createHash("sha256");
  try {
    {
      await using file = await open(temporary, "wx");
      await writeFile(file, hashed(bytes, hash));
      await file.sync(); // or else a power cut might keep the new name and lose the new bytes
    }
    // The name passes from the old file to the new one in a single step. Whoever reads sees one of
    // them, whole. A symbolic link of that name is replaced: rename() looks at names, not through them.
    await rename(temporary, join(directory, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return hash.digest("hex");
}

/** Passes the bytes on and hashes them on their way, so that nobody has to hold them all. */
async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}
