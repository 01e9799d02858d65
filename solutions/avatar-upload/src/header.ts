import type { ByteReader } from "./reader.ts";
import { Refusal } from "./refusal.ts";

const MAX_HEADER = 4096;
const MAX_NAME = 255;

const utf8 = new TextDecoder("utf-8", { fatal: true });

interface Header {
  readonly name: string;
  readonly size: number;
}

/**
 * Reads a header. What it returns is safe to act upon.
 * @throws {Refusal} at the first thing that is wrong, with as few bytes read as show it
 */
export async function readHeader(reader: ByteReader, maxBytes: number): Promise<Header> {
  const length = (await reader.take(4)).readUInt32BE();
  if (length < 1 || length > MAX_HEADER) throw new Refusal("BAD_HEADER");
  const header = parse(await reader.take(length));
  if (!isFileName(header.name)) throw new Refusal("BAD_NAME");
  if (header.size === 0) throw new Refusal("NOT_AN_IMAGE");
  if (header.size > maxBytes) throw new Refusal("TOO_LARGE");
  return header;
}

function parse(bytes: Buffer): Header {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Refusal("BAD_HEADER");
  }
  // "null" and "7" are JSON too, and a number may be -1, 0.5 or 1e999.
  if (typeof value !== "object" || value === null) throw new Refusal("BAD_HEADER");
  const { name, size } = value as Record<string, unknown>;
  if (typeof name !== "string" || typeof size !== "number") throw new Refusal("BAD_HEADER");
  if (!Number.isInteger(size) || size < 0) throw new Refusal("BAD_HEADER");
  return { name, size };
}

/**
 * Says what a name must be, and refuses all else. To repair bad ones instead is a losing game: whoever
 * strips "../" makes a "../" out of "....//".
 */
function isFileName(name: string): boolean {
  const bytes = Buffer.byteLength(name); // the file system's limit is in bytes: one 好 takes three
  return bytes >= 1 && bytes <= MAX_NAME && name.isWellFormed() && !name.startsWith(".") && !/[/\\\0]/.test(name);
}
