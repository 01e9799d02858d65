import type { Dirent } from "node:fs";
import { type FileHandle, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../refusal.ts";
import { type Content, type Entry, refusedFor, type Source } from "./entry.ts";
import { whyNotFile } from "./open-file.ts";
import { Place } from "./place.ts";
import { notTaken } from "./reasons.ts";

/**
 * What a folder holds.
 * @param byDescriptor whether to hold on to folders by their descriptors; where this system can, if nothing is said
 * @throws {Refusal} where it is no folder
 */
export async function* readFolder(path: string, byDescriptor?: boolean): Source {
  const place = await Place.enter(Buffer.from(join(await realpath(dirname(path)), basename(path))), byDescriptor);
  if (!(place instanceof Place)) throw new Refusal(notTaken(basename(path), place));
  yield* contentsOf(place, "");
}

async function* contentsOf(place: Place, path: string): Source {
  await using folder = place;
  for (const dirent of await folder.list()) {
    await using entry = new FolderEntry(folder, dirent, path);
    yield entry;
    if (entry.inside) yield* contentsOf(entry.inside, `${path}${dirent.name.toString()}/`);
  }
}

class FolderEntry implements Entry, AsyncDisposable {
  readonly path: Buffer;
  readonly isFolder: boolean;
  /** The folder that it is, once it has been opened. */
  inside: Place | undefined;
  readonly #folder: Place;
  readonly #dirent: Dirent<Buffer>;
  #file: FileHandle | undefined;

  constructor(folder: Place, dirent: Dirent<Buffer>, path: string) {
    this.path = Buffer.concat([Buffer.from(path), dirent.name]);
    this.isFolder = dirent.isDirectory();
    this.#folder = folder;
    this.#dirent = dirent;
  }

  async open(): Promise<Content> {
    if (this.isFolder) return this.#openFolder();
    // A device is not even opened: some do something then.
    return this.#dirent.isFile() ? this.#openFile() : refusedFor(whyNotFile(this.#dirent));
  }

  async #openFolder(): Promise<Content> {
    const place = await this.#folder.enter(this.#dirent.name);
    if (!(place instanceof Place)) return refusedFor(place);
    this.inside = place;
    return { kind: "folder" };
  }

  async #openFile(): Promise<Content> {
    const opened = await this.#folder.openFile(this.#dirent.name);
    if (!("file" in opened)) return refusedFor(opened);
    const { file, stats } = opened;
    this.#file = file;
    return { kind: "file", size: stats.size, executable: (stats.mode & 0o100) !== 0, bytes: bytesOf(file) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.close();
  }
}

const chunkSize = 2 ** 16;

async function* bytesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkSize));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
