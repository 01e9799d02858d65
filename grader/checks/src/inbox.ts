/** Bytes that came from a program, until a matcher takes them. */
export class Inbox {
  #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Whether the bytes from offset `from` on are the same in both, as far as both go. */
  agreesWith(expected: Buffer, from: number): boolean {
    let at = 0;
    for (const chunk of this.#chunks) {
      const start = Math.max(from, at);
      const end = Math.min(at + chunk.length, expected.length);
      if (start < end && !chunk.subarray(start - at, end - at).equals(expected.subarray(start, end))) return false;
      at += chunk.length;
    }
    return true;
  }

  /** All that is there, left in place. */
  peek(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  /** Removes the first `count` bytes. */
  take(count: number): Buffer {
    const all = this.peek();
    this.#chunks = [all.subarray(count)];
    this.#length -= Math.min(count, all.length);
    return all.subarray(0, count);
  }
}
