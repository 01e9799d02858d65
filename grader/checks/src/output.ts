import type { Readable } from "node:stream";
import { printable } from "@wirelab/model";

/** How much of a program's output is kept for showing, from its beginning and from its end. */
const kept = 64 * 1024;

/** Of a longer line its beginning is shown, in characters. */
const shownOfLine = 400;

/** A program that has written more than this is ended. */
const flood = 256 * 2 ** 20;

/** What a program writes to stdout or stderr: read to the end, so that it never blocks, and kept in part. */
export class Output {
  /** Bytes written so far. */
  size = 0;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);

  constructor(stream: Readable, onFlood: () => void) {
    stream.on("error", () => {});
    stream.on("data", (chunk: Buffer) => {
      this.size += chunk.length;
      if (this.#head.length < kept) this.#head = Buffer.concat([this.#head, chunk.subarray(0, kept - this.#head.length)]);
      this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-kept);
      if (this.size > flood) onFlood();
    });
  }

  get flooded(): boolean {
    return this.size > flood;
  }

  includes(bytes: Buffer): boolean {
    return this.#head.includes(bytes) || this.#tail.includes(bytes);
  }

  /** The last lines, safe to print. */
  lastLines(count: number): string {
    return printable(this.#tail)
      .trimEnd()
      .split("\n")
      .slice(-count)
      .map((line) => (line.length > shownOfLine ? `${line.slice(0, shownOfLine)}…` : line))
      .join("\n");
  }
}
