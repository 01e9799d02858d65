/** Bytes a line may have, its LF not counted. */
export const MAX_LINE = 4096;

const LF = 0x0a;

/** Cuts a stream of bytes into lines, whatever pieces it arrives in. Holds one unfinished line. */
export class LineSplitter {
  // Bytes, not text: a piece may end inside a UTF-8 character, and half of one can't be decoded.
  #rest: Buffer = Buffer.alloc(0);

  /** What has arrived since the last LF. */
  get rest(): Buffer {
    return this.#rest;
  }

  /** Takes the next piece. `lines` is all that is whole now; `tooLong` is about what follows it. */
  push(piece: Buffer): { lines: Buffer; tooLong: boolean } {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);

    let end = 0; // of the last whole line
    let lf = bytes.indexOf(LF);
    while (lf !== -1 && lf - end <= MAX_LINE) {
      end = lf + 1;
      lf = bytes.indexOf(LF, end);
    }

    // A copy: a view of three bytes would keep the whole 64 KiB piece in memory.
    this.#rest = Buffer.from(bytes.subarray(end));
    return { lines: bytes.subarray(0, end), tooLong: this.#rest.length > MAX_LINE };
  }
}
