import { crc32, deflateRawSync } from "node:zlib";

/** Packs files into a ZIP archive, under any path one likes: the tools there are refuse the names that attacks need. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(files)) {
    const [name, packed] = [Buffer.from(path), deflateRawSync(bytes, { level: 1 })];
    // Version, flags (names are UTF-8), method (deflate), time, date, checksum, sizes, length of the name, no extra field.
    const common = Buffer.alloc(26);
    for (const [at, value] of [20, 0x800, 8, 0, 0x21].entries()) common.writeUInt16LE(value, at * 2);
    for (const [at, value] of [crc32(bytes), packed.length, bytes.length].entries()) common.writeUInt32LE(value, 10 + at * 4);
    common.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from("PK\x03\x04"), common, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  for (const at of [8, 10]) end.writeUInt16LE(Object.keys(files).length, at);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}
