import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a .zip, as honest or not as a test wants it. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  /** Data that is deflated already; what `data` is worth is then stated by `size` and `crc`. */
  readonly deflated?: Buffer;
  readonly size?: number;
  readonly crc?: number;
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** The system that it says it was made on: 3 is Unix, 0 is Windows. */
  readonly madeOn?: number;
  readonly extra?: Buffer;
}

/** A .zip with these entries. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { extra = Buffer.alloc(0), mode = 0, madeOn = 3 } = entry;
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? "");
    const body = entry.deflated ?? deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0x800, 2);
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(entry.crc ?? crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(entry.size ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, extra, body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(mode * 2 ** 16, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, madeOn]), common, rest, name, extra);
    parts.push(local);
    offset += local.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from("PK\x05\x06"), end]);
}
