import { basename } from "node:path";
import { printableName, text } from "@wirelab/model";
import { Refusal } from "../refusal.ts";
import type { Content, Entry, Source } from "./entry.ts";
import { OpenFile } from "./open-file.ts";
import { notTaken } from "./reasons.ts";

/** How archives are called, and what reads them: loaded when there is one, as most submissions are folders. */
const formats = [
  { ending: /\.zip$/i, load: async () => (await import("./zip.ts")).readZip },
  { ending: /\.(tar\.gz|tgz)$/i, load: async () => (await import("./tar-gz.ts")).readTarGz },
] as const;

/** A path without the ending that makes it an archive's; undefined where it has none. */
export function withoutArchiveEnding(path: string): string | undefined {
  const format = formats.find(({ ending }) => ending.test(path));
  return format && path.replace(format.ending, "");
}

/**
 * What an archive holds.
 * @throws {Refusal} where it cannot be read
 */
export async function* readArchive(path: string): Source {
  const format = formats.find(({ ending }) => ending.test(path));
  if (!format) throw new Error(`${path} is not named as an archive is`);
  const opened = OpenFile.open(path);
  if (!(opened instanceof OpenFile)) throw new Refusal(notTaken(basename(path), opened));
  using file = opened;
  const read = await format.load();
  for await (const entry of orBroken(read(file), path)) yield guarded(entry, path);
}

function guarded(entry: Entry, archive: string): Entry {
  const open = async (): Promise<Content> => {
    const content = await entry.open();
    return content.kind === "file" ? { ...content, bytes: orBroken(content.bytes, archive) } : content;
  };
  return { path: entry.path, isFolder: entry.isFolder, open };
}

/** Hands on what is read; what goes wrong with reading is the archive's, and so its author's. */
async function* orBroken<T>(items: AsyncIterable<T>, archive: string): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw isOurs(error) ? error : broken(archive, error);
  }
}

/** Whether it is no matter of the archive's content: the disk cannot be read, or the reason has been said already. */
function isOurs(error: unknown): boolean {
  return error instanceof Refusal || !(error instanceof Error) || "syscall" in error;
}

function broken(archive: string, error: unknown): Refusal {
  const name = printableName(basename(archive));
  const reason = printableName((error as Error).message);
  return new Refusal(
    text(
      `${name} cannot be unpacked: it is damaged, or no archive of the kind that its name says. Pack it anew. (${reason})`,
      `${name} 无法解压：它已损坏，或者不是文件名所说的那种压缩包。请重新打包。（${reason}）`,
    ),
  );
}
