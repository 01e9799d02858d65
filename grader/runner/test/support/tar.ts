import { gzipSync } from "node:zlib";

/** An entry of a .tar, as honest or not as a test wants it. */
export interface TarEntry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  /** `0` a file, `1` a hard link, `2` a symbolic link, `3` a device, `5` a folder, `6` a FIFO, `x` what is to be said of the next. */
  readonly type?: string;
  readonly link?: string;
  readonly size?: number;
  readonly mode?: number;
}

export function tar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

export function tarGz(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tar(entries));
}

export function tarEntry({ name, data = "", type = "0", link = "", size, mode = 0o644 }: TarEntry): Buffer {
  const body = Buffer.from(data);
  const header = Buffer.alloc(512);
  Buffer.from(name).copy(header, 0);
  header.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  header.write(`${"0".repeat(7)}\0${"0".repeat(7)}\0`, 108);
  header.write(`${(size ?? body.length).toString(8).padStart(11, "0")}\0${"0".repeat(11)}\0`, 124);
  header.write(" ".repeat(8), 148);
  header.write(type, 156);
  header.write(link, 157);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}
