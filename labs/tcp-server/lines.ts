import { expect, type Peer } from "@wirelab/checks";
import type { Random } from "@wirelab/model";

/** The longest line that the server must take, in bytes, its LF not counted. */
export const longest = 4096;

/** 32 MiB of lines in chunks, more than systems buffer for a connection: all of one length, and no two alike. */
export function* manyLines(random: Random): Generator<Buffer> {
  const chunk = 64 * 1024;
  const text = random.word(53);
  const lines = Array.from({ length: chunk / 63 }, (_, number) => `# ${1000 + number} ${text}\n`).join("");
  for (let number = 0; number < (32 * 2 ** 20) / chunk; number++) {
    yield Buffer.from(lines.replaceAll("#", String(100 + number)));
  }
}

/** So many bytes of lines, of 60 bytes each. */
export function someLines(random: Random, bytes: number): Buffer {
  const lines = Buffer.from(Array.from({ length: 1000 }, () => `${random.word(59)}\n`).join(""));
  return Buffer.alloc(Math.ceil(bytes / lines.length) * lines.length, lines);
}

/** Sends lines without waiting, and receives them all. */
export async function echo(peer: Peer, lines: Buffer): Promise<void> {
  const sending = peer.send(lines);
  await expect(peer).toReceive(lines);
  await sending;
}
