import type { Socket } from "node:net";

/** The upload can't go on: the client said FIN in the middle of it, or stalled, or we are shutting down. */
class BrokenOff extends Error {}

/** Takes from a socket the portions that the protocol needs, whatever pieces they arrive in. */
export class ByteReader {
  // An iterator reads only when it is asked for more. Whoever is busy writing to a slow disk does
  // not ask, the kernel's buffers fill up, and TCP makes the client wait.
  readonly #pieces: AsyncIterator<Buffer, undefined>;
  readonly #stallMs: number;
  #held: Buffer = Buffer.alloc(0);
  #stopped = false;
  #giveUp: (reason: BrokenOff) => void = () => {};

  constructor(socket: Socket, stallMs: number) {
    this.#pieces = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    this.#stallMs = stallMs;
  }

  /** Waits for the next upload to begin, for as long as it takes. False at FIN. */
  async begun(): Promise<boolean> {
    return this.#held.length > 0 || this.#more(undefined);
  }

  /** The next `count` bytes. They stay where they are. */
  async peek(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#moreOfThis();
    return this.#held.subarray(0, count);
  }

  /** The next `count` bytes, all at once: for small numbers. */
  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    this.#held = this.#held.subarray(count);
    return bytes;
  }

  /** The next `count` bytes in pieces, as they come: for large numbers. */
  async *pieces(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#held.length === 0) await this.#moreOfThis();
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Reads to the end, and keeps nothing. */
  async discard(): Promise<void> {
    while (!(await this.#pieces.next()).done);
  }

  /** From now on, waits for no more bytes: what has arrived is all that there is. */
  stop(): void {
    this.#stopped = true;
    this.#giveUp(new BrokenOff("shutting down"));
  }

  async #moreOfThis(): Promise<void> {
    if (!(await this.#more(this.#stallMs))) throw new BrokenOff("FIN in the middle of an upload");
  }

  async #more(patienceMs: number | undefined): Promise<boolean> {
    if (this.#stopped) throw new BrokenOff("shutting down");
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    this.#giveUp = reject;
    // One clock for each wait: what counts is the silence since the last byte, not the whole upload.
    // setImmediate(): timers run before sockets are read, and a byte may be in time and still unread.
    const stalled = (): void => void setImmediate(() => reject(new BrokenOff("stalled")));
    const clock = patienceMs === undefined ? undefined : setTimeout(stalled, patienceMs);
    try {
      const next = await Promise.race([this.#pieces.next(), givenUp]);
      if (next.done) return false;
      this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
      return true;
    } finally {
      clearTimeout(clock);
    }
  }
}
