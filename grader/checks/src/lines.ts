import type { Random } from "@wirelab/model";

/** A line of a few random words. */
export function line(random: Random): string {
  return `${Array.from({ length: random.int(2, 5) }, () => random.word(random.int(2, 8))).join(" ")}\n`;
}

/** Some such lines, no two alike. */
export function lines(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_, number) => `${number} ${line(random)}`);
}
