import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import { Inbox } from "./inbox.ts";
import { allowance, type Outcome, patiently } from "./patience.ts";
import type { Program } from "./program.ts";

/** What may be sent: text goes out in UTF-8. */
export type Bytes = string | Uint8Array;

export function toBuffer(bytes: Bytes): Buffer {
  return typeof bytes === "string" ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How much of what was sent is kept for diagnoses, in bytes. */
const kept = 64 * 1024;

/** More than any check asks for: a program that sends on is not read any further, in bytes. */
const inboxLimit = 80 * 2 ** 20;

/** How much is handed to the system at once, in bytes: Node tells of a piece only when the system has taken all of it. */
const pieceSize = 16 * 1024;

/** The grader's end of a conversation in bytes with a program: over a connection, or over its standard input and output. */
export abstract class ByteStream {
  readonly name: string;
  /** What comes from the program: replies of a server, requests of a client, or what it prints. */
  readonly carries: "reply" | "request" | "output";
  readonly program: Program;
  readonly check: Check;
  readonly inbox = new Inbox();
  /** How the program ended its side: by FIN or end of file, by a reset, or not yet. */
  ending: "end" | "reset" | undefined;
  /** Whether this side has said that nothing more will come from it. */
  finished = false;
  /** When the program ended its side, as `performance.now()` has it. */
  endedAt = Infinity;
  /** Whether a reply was matched: then nothing may be left over when the check is over. */
  matched = false;
  /** The beginning of all that was sent. */
  sent = Buffer.alloc(0);
  #changed = Promise.withResolvers<void>();

  constructor(program: Program, name: string, carries: ByteStream["carries"]) {
    this.carries = carries;
    this.program = program;
    this.check = program.check;
    this.name = name;
  }

  /** Says that nothing more will come, after the bytes given if there are any. What the program sends is still received. */
  abstract end(bytes?: Bytes): Promise<void>;

  /** Waits until the program has read what was sent; gives up where it does not read. */
  abstract wasRead(): Promise<unknown>;

  /** Stops taking what the program sends, so that what is between them fills up. */
  abstract pauseReading(): void;

  abstract resumeReading(): void;

  /** Sends bytes; settles when the system has taken them. */
  send(bytes: Bytes): Promise<void> {
    return this.check.track("send()", this.#deliver(toBuffer(bytes)));
  }

  /** Sends pieces so that the program gets each by a read of its own: the next is sent when the one before it was read. */
  sendInPieces(pieces: Iterable<Bytes>): Promise<void> {
    const sendAll = async (): Promise<void> => {
      for (const piece of pieces) {
        await this.#deliver(toBuffer(piece));
        await this.wasRead();
      }
    };
    return this.check.track("sendInPieces()", sendAll());
  }

  /**
   * Waits for so many bytes and takes them, for checks that cannot know them beforehand.
   * @throws {CheckFailure} where they do not come
   */
  receive(count: number): Promise<Buffer> {
    return this.check.track("receive()", this.#receive(count));
  }

  /** What is not matched yet, and all that follows, may be anything. */
  ignoreRest(): void {
    this.matched = false;
  }

  /** Waits until a condition on this stream holds. */
  until(condition: () => boolean, idle: number = allowance.reply): Promise<Outcome<void>> {
    const holds = async (): Promise<void> => {
      while (!condition()) await this.#changed.promise;
    };
    // Where programs talk to each other, this one may be waiting for another that has much to do.
    return patiently(holds(), this.check.programs, idle);
  }

  /** How many bytes have gone from one side's system to the other's so far, in both directions together. */
  abstract get transferred(): number;

  /** Hands bytes to the system, and tells when it has taken them, or never will. */
  protected abstract put(bytes: Buffer, taken: () => void): void;

  /** Whether anything can still be sent. */
  protected abstract get open(): boolean;

  /** Settles when the system has taken the bytes, or the stream is gone. */
  protected async write(bytes: Buffer): Promise<void> {
    this.note(bytes);
    // One after another, so that it can be seen how far it has got.
    for (let at = 0; at < bytes.length && this.open; at += pieceSize) {
      await new Promise<void>((taken) => this.put(bytes.subarray(at, at + pieceSize), taken));
    }
  }

  protected received(chunk: Buffer): void {
    this.check.recorder.record(this.name, "in", { bytes: chunk });
    this.inbox.push(chunk);
    if (this.inbox.length > inboxLimit) this.pauseReading();
    this.changed();
  }

  protected ended(ending: "end" | "reset"): void {
    if (this.ending !== "reset") {
      this.ending = ending;
      this.endedAt = Math.min(this.endedAt, performance.now());
      this.check.recorder.record(this.name, ending, { by: "program" });
    }
    this.changed();
  }

  protected changed(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  protected note(bytes: Buffer): void {
    this.check.recorder.record(this.name, "out", { bytes });
    if (this.sent.length < kept) this.sent = Buffer.concat([this.sent, bytes.subarray(0, kept - this.sent.length)]);
  }

  protected noteEnd(): void {
    this.finished = true;
    this.check.recorder.record(this.name, "end", { by: "peer" });
  }

  async #receive(count: number): Promise<Buffer> {
    this.matched = true;
    await this.until(() => this.inbox.length >= count || this.ending !== undefined);
    if (this.inbox.length >= count) return this.inbox.take(count);
    throw await explain(this.check, {
      situation: "receive",
      program: this.program,
      peer: this,
      message: text(`${count} bytes were waited for; ${this.inbox.length} came.`, `等待 ${count} 字节，只来了 ${this.inbox.length} 字节。`),
    });
  }

  async #deliver(bytes: Buffer): Promise<void> {
    const outcome = await patiently(this.write(bytes), [this.program], allowance.reply);
    if (outcome.happened) return;
    throw await explain(this.check, {
      situation: "send",
      program: this.program,
      peer: this,
      message: text(
        `Your program stopped reading: ${bytes.length} bytes could not be sent to it.`,
        `你的程序不再读取数据：有 ${bytes.length} 字节无法发送给它。`,
      ),
    });
  }
}
