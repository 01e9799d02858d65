import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/**
 * The files of a folder as a zip file. The same files give the same bytes.
 * @param executables those of them that are to be executed
 */
export async function zip(folder: string, files: readonly string[], executables: readonly string[]): Promise<Buffer> {
  const archive = new ZipFile();
  // A zip file tells the local time: this one is the same bytes everywhere.
  const mtime = new Date(2000, 0, 1);
  for (const file of files.toSorted()) {
    const mode = executables.includes(file) ? 0o100755 : 0o100644;
    archive.addBuffer(readFileSync(join(folder, file)), file, { mtime, mode, forceDosTimestamp: true });
  }
  archive.end();
  return buffer(archive.outputStream);
}
