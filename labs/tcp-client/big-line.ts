import type { Random } from "@wirelab/model";

const mebi = 2 ** 20;

/** A line of 8 MiB, more than the systems on both sides buffer for a slow reader, no two parts of it alike. */
export function bigLine(random: Random): Buffer {
  const part = random.word(1000);
  const parts = Array.from({ length: Math.floor((8 * mebi) / 1024) }, (_, number) => `${String(number).padStart(23, "0")} ${part}`);
  return Buffer.from(`${parts.join("")}\n`);
}
