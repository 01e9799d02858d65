import type { Readable } from "node:stream";
import { printable } from "@wirelab/model";

/** How much of a program's output is kept for showing, from its beginning and from its end. */
const kept = 64 * 1024;

/** Of a longer line its beginning is shown, in characters. */
const shownOfLine = 400;

/** A program that has written more than this is ended; less where all that it writes is kept for a check to read. */
const limits = { read: 64 * 2 ** 20, unread: 256 * 2 ** 20 };

/** What a program writes to stdout or stderr: read to the end, so that it never blocks, and kept in part. */
export class Output {
  /** Bytes written so far. */
  size = 0;
  readonly #limit: number;
  #head = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailSize = 0;

  /** @param isRead whether a check reads it too */
  constructor(stream: Readable, onFlood: () => void, isRead = false) {
    this.#limit = isRead ? limits.read : limits.unread;
    stream.on("error", () => {});
    stream.on("data", (chunk: Buffer) => {
      this.size += chunk.length;
      if (this.#head.length < kept) this.#head = Buffer.concat([this.#head, chunk.subarray(0, kept - this.#head.length)]);
      this.#keep(chunk);
      if (this.size > this.#limit) onFlood();
    });
  }

  get flooded(): boolean {
    return this.size > this.#limit;
  }

  includes(bytes: Buffer): boolean {
    return this.#head.includes(bytes) || this.#end().includes(bytes);
  }

  /** The last lines, safe to print. */
  lastLines(count: number): string {
    return printable(this.#end())
      .trimEnd()
      .split("\n")
      .slice(-count)
      .map((line) => (line.length > shownOfLine ? `${line.slice(0, shownOfLine)}…` : line))
      .join("\n");
  }

  /** Without copying, as a flood may bring a lot. */
  #keep(chunk: Buffer): void {
    this.#tail.push(chunk);
    this.#tailSize += chunk.length;
    for (let [first] = this.#tail; first && this.#tailSize - first.length >= kept; [first] = this.#tail) {
      this.#tailSize -= first.length;
      this.#tail.shift();
    }
  }

  #end(): Buffer {
    return Buffer.concat(this.#tail).subarray(-kept);
  }
}
