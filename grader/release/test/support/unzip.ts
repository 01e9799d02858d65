import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";

/** The files of a zip file by their names: what is in them, and the mode with which they are unpacked. */
export async function entriesOf(path: string): Promise<ReadonlyMap<string, { readonly content: Buffer; readonly mode: number }>> {
  const zip = await yauzl.openPromise(path);
  const entries = new Map<string, { content: Buffer; mode: number }>();
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    entries.set(entry.fileName, { content, mode: (entry.externalFileAttributes >>> 16) & 0o7777 });
  }
  return entries;
}

/** Unpacks a zip file as `unzip` does. */
export async function unzip(path: string, to: string): Promise<void> {
  for (const [name, { content, mode }] of await entriesOf(path)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), content, { mode });
  }
}
