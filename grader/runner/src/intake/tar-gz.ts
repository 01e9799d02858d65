import { on, once } from "node:events";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Parser } from "tar/parse";
import type { ReadEntry } from "tar/read-entry";
import { type Content, refusedFor, type Source } from "./entry.ts";
import { limits, tooMuch } from "./limits.ts";
import type { OpenFile } from "./open-file.ts";
import { reasons } from "./reasons.ts";

/** What a .tar.gz holds, in its order. It is unpacked to its end, whatever of it is taken, but only to a limit. */
export async function* readTarGz(file: OpenFile): Source {
  const parser = new Parser({ strict: true });
  parser.on("ignoredEntry", (entry: ReadEntry) => parser.emit("entry", entry));
  let current: ReadEntry | undefined;
  // Whoever is waiting for more of an entry is told.
  parser.on("error", (error) => current?.destroy(error));
  const entries: AsyncIterable<ReadEntry[]> = on(parser, "entry", { close: ["end"] });
  const stop = new AbortController();
  const feeding = feed(parser, unpack(file), stop.signal);
  try {
    for await (const [entry] of entries) {
      if (!entry || entry.meta) continue;
      current = entry.on("error", () => {});
      const isFolder = entry.type === "Directory";
      yield { path: Buffer.from(entry.path), isFolder, open: async () => (isFolder ? { kind: "folder" } : contentOf(entry)) };
      entry.resume();
    }
  } finally {
    stop.abort();
    await feeding;
  }
}

async function feed(parser: Parser, chunks: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      if (!parser.write(chunk)) await once(parser, "drain", { signal });
    }
    parser.end();
  } catch (error) {
    parser.emit("error", error);
  }
}

/** Of gzip and of Zstandard: the parser would unpack what is packed once more, and not stop at the limit. */
const packedAgain = [Buffer.from([0x1f, 0x8b]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])];
const headBytes = 4;

async function* unpack(file: OpenFile): AsyncGenerator<Buffer> {
  let bytes = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of pipeline(file.bytes(), createGunzip(), () => {}) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.unpackedBytes) throw tooMuch();
    const isBegun = head.length >= headBytes;
    if (!isBegun) head = Buffer.concat([head, chunk]);
    if (head.length < headBytes) continue;
    if (packedAgain.some((magic) => head.subarray(0, magic.length).equals(magic))) throw new Error("it is compressed twice");
    yield isBegun ? chunk : head;
  }
}

const whyNot: Readonly<Partial<Record<ReadEntry["type"], Content>>> = {
  SymbolicLink: refusedFor(reasons.symbolicLink),
  Link: refusedFor(reasons.hardLink),
  FIFO: refusedFor(reasons.fifo),
  CharacterDevice: refusedFor(reasons.device),
  BlockDevice: refusedFor(reasons.device),
};

const files: ReadonlySet<ReadEntry["type"]> = new Set(["File", "OldFile", "ContiguousFile"]);

function contentOf(entry: ReadEntry): Content {
  if (!files.has(entry.type)) return whyNot[entry.type] ?? refusedFor(reasons.other);
  return { kind: "file", size: entry.size, executable: ((entry.mode ?? 0) & 0o100) !== 0, bytes: bytesOf(entry) };
}

/** @throws {Error} where there are not as many as the archive states */
async function* bytesOf(entry: ReadEntry): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of entry) {
    bytes += chunk.length;
    yield chunk;
  }
  if (bytes !== entry.size) throw new Error(`expected ${entry.size} bytes, got ${bytes}`);
}
