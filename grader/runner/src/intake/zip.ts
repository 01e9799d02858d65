import { constants } from "node:fs";
import { crc32 } from "node:zlib";
import yauzl, { type Entry as ZipEntry, type ZipFile } from "yauzl";
import { type Content, refusedFor, type Source } from "./entry.ts";
import { decode } from "./names.ts";
import type { OpenFile } from "./open-file.ts";
import { reasons } from "./reasons.ts";

const slash = "/".charCodeAt(0);

/** What a .zip holds. Only what is opened is unpacked. */
export async function* readZip({ fd }: OpenFile): Source {
  // Names are decoded here, as zip files from the field demand; the file is closed by whom it was opened by.
  const zip = await yauzl.fromFdPromise(fd, { decodeStrings: false, autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const path = nameOf(entry);
    const isFolder = path.at(-1) === slash || typeOf(entry) === constants.S_IFDIR;
    yield { path, isFolder, open: async () => (isFolder ? { kind: "folder" } : contentOf(zip, entry)) };
  }
}

function contentOf(zip: ZipFile, entry: ZipEntry): Content {
  const type = typeOf(entry);
  if (type === constants.S_IFLNK) return refusedFor(reasons.symbolicLink);
  if (type !== 0 && type !== constants.S_IFREG) return refusedFor(reasons.other);
  if (entry.isEncrypted()) return refusedFor(reasons.encrypted);
  if (!entry.canDecodeFileData()) return refusedFor(reasons.compression);
  const executable = (modeOf(entry) & constants.S_IXUSR) !== 0;
  return { kind: "file", size: entry.uncompressedSize, executable, bytes: bytesOf(zip, entry) };
}

/** The mode that a file had on Unix; 0 where it comes from elsewhere. */
function modeOf({ externalFileAttributes }: ZipEntry): number {
  return externalFileAttributes >>> 16;
}

function typeOf(entry: ZipEntry): number {
  return modeOf(entry) & constants.S_IFMT;
}

/** @throws {Error} where they are not as many as, or not those that, the archive states */
async function* bytesOf(zip: ZipFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum = crc32(chunk as Buffer, sum);
    yield chunk as Buffer;
  }
  if (sum !== entry.crc32) throw new Error("a checksum is wrong");
}

const namesAreUtf8 = 0x800;
const unicodePathField = 0x7075;

/** Systems whose names may have a backslash in them; .NET wrote it between folders for a while. */
const unix = new Set([3, 19]);

/** A name's bytes in UTF-8, in whichever way the archive has it. */
function nameOf({ fileNameRaw, extraFields, generalPurposeBitFlag, versionMadeBy }: ZipEntry): Uint8Array {
  const field = extraFields.find(({ id }) => id === unicodePathField)?.data;
  const isOfThisName = field !== undefined && field.length > 5 && field.readUInt32LE(1) === crc32(fileNameRaw);
  const name = isOfThisName ? field.subarray(5) : fileNameRaw;
  const text = decode(name) ?? ((generalPurposeBitFlag & namesAreUtf8) === 0 ? fromChinese(name) : undefined);
  if (text === undefined) return name;
  return Buffer.from(unix.has(versionMadeBy >> 8) ? text : text.replaceAll("\\", "/"));
}

const gb18030 = new TextDecoder("gb18030", { fatal: true });

/** Windows in Chinese writes names in its own encoding, without a word about it. */
function fromChinese(name: Uint8Array): string | undefined {
  try {
    return gb18030.decode(name);
  } catch {
    return undefined;
  }
}
