import type { Random } from "@wirelab/model";

/** The longest line that the server must take, in bytes, its LF not counted. */
export const longest = 4096;

/** 32 MiB of lines in chunks, more than systems buffer for a connection, and made so that no two chunks are alike. */
export function* manyLines(random: Random): Generator<Buffer> {
  const chunk = 64 * 1024;
  const filler = `${random.word(62)}\n`.repeat(chunk / 63);
  for (let number = 0; number < (32 * 2 ** 20) / chunk; number++) {
    yield Buffer.from(`${number} ${random.word(6)}\n${filler}`);
  }
}
