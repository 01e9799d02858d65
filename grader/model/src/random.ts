import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random values that the same seed and label give again. */
export class Random {
  readonly #generator;

  /** @param label separates one check's values from another's under the same seed */
  constructor(seed: number, label: string) {
    let hash = seed | 0;
    for (const char of label) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
    this.#generator = xoroshiro128plus(hash);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new RangeError("cannot pick from an empty list");
    return item;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const rest = [...items];
    return items.map(() => rest.splice(this.int(0, rest.length - 1), 1)[0] as T);
  }

  /** Lower-case letters, e.g. to make texts that occur nowhere else. */
  word(length: number): string {
    return Array.from({ length }, () => String.fromCharCode(this.int(97, 122))).join("");
  }

  /** Bytes of every value but those in `except`. */
  bytes(length: number, except: readonly number[] = []): Buffer {
    const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => !except.includes(value));
    return Buffer.from(Array.from({ length }, () => this.pick(values)));
  }
}
