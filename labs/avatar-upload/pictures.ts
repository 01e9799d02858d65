import type { Random } from "@wirelab/model";

/** Each kind of picture by its first bytes, as cameras, phones and programs write them. */
export const signatures = {
  png: Buffer.from("\x89PNG\r\n\x1A\n", "latin1"),
  jfif: Buffer.from("\xFF\xD8\xFF\xE0\0\x10JFIF\0", "latin1"),
  exif: Buffer.from("\xFF\xD8\xFF\xE1\0\x18Exif\0", "latin1"),
  raw: Buffer.from("\xFF\xD8\xFF\xDB", "latin1"),
  gif87: Buffer.from("GIF87a"),
  gif89: Buffer.from("GIF89a"),
  webp: Buffer.from("RIFF\x0A\x0D\xE4\0WEBPVP8 ", "latin1"),
} as const;

export type Kind = keyof typeof signatures;

/** What is written anew in a picture's bytes every so often, so that no two pieces of it are alike. */
const period = 1024;

/**
 * A picture as far as this protocol knows one: its first bytes are those of its kind. What follows is random, with bytes in it
 * that are no text, and LF, CR and NUL.
 * @param size in bytes; random and small unless given
 */
export function picture(random: Random, { kind = "png", size = random.int(800, 3000) }: { kind?: Kind; size?: number } = {}): Buffer {
  const bytes = Buffer.alloc(size, Buffer.concat([Buffer.from("\0\0\0\0\r\n\0\xFF\xC3(", "latin1"), random.bytes(period - 10)]));
  for (let at = period; at + 4 <= size; at += period) bytes.writeUInt32LE(at, at);
  signatures[kind].copy(bytes);
  return bytes;
}

/** A name that no one else has, with the extension of a PNG. */
export function pngName(random: Random): string {
  return `${random.word(random.int(4, 10))}.png`;
}
