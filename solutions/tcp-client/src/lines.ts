import type { Readable } from "node:stream";

const LF = 0x0a;

/** Reads a stream line by line, in whatever pieces it arrives. */
export class LineReader {
  // Bytes, not text: a piece may end inside a UTF-8 character, and half of one can't be decoded.
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#pieces = stream[Symbol.asyncIterator]();
  }

  /** The next line, LF included. Where the stream ends first: what is left, which may be nothing. */
  async line(): Promise<Buffer> {
    const parts: Buffer[] = []; // joined once: to join them at each piece would copy a long line again and again
    for (let piece: Buffer | undefined = this.#take(); piece !== undefined; piece = await this.#next()) {
      const end = piece.indexOf(LF) + 1;
      if (end === 0) {
        parts.push(piece);
      } else {
        this.#rest = piece.subarray(end); // the beginning of the next line, or several lines
        parts.push(piece.subarray(0, end));
        break;
      }
    }
    return Buffer.concat(parts);
  }

  /** All that follows, as it comes, up to the end of the stream. */
  async *rest(): AsyncGenerator<Buffer, void> {
    for (let piece: Buffer | undefined = this.#take(); piece !== undefined; piece = await this.#next()) yield piece;
  }

  #take(): Buffer {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return rest;
  }

  async #next(): Promise<Buffer | undefined> {
    const { done, value } = await this.#pieces.next();
    return done ? undefined : value;
  }
}

/** Whether a line is whole; one that its stream's end has cut off is not. */
export function isWhole(line: Buffer): boolean {
  return line.at(-1) === LF;
}
