import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import { Inbox } from "./inbox.ts";
import { allowance, type Outcome, patiently } from "./patience.ts";
import type { Program } from "./program.ts";
import { canObserve } from "./system/processes.ts";
import { type Queues, queues } from "./system/sockets.ts";

/** What may be sent: text goes out in UTF-8. */
export type Bytes = string | Uint8Array;

/** How much of what a peer sent is kept for diagnoses, in bytes. */
const kept = 64 * 1024;

/** More than any check asks for: a program that sends on is not read any further, in bytes. */
const inboxLimit = 64 * 2 ** 20;

/** A pause between two pieces where the system does not tell whether the first one was read, in milliseconds. */
const blindPause = 20;

/** The grader's end of a TCP connection to a program. */
export class Peer {
  readonly name: string;
  readonly program: Program;
  readonly check: Check;
  readonly inbox = new Inbox();
  /** How the program ended its side: by FIN, by a reset, or not yet. */
  ending: "end" | "reset" | undefined;
  /** Whether `sendUntilStalled()` ended because the program stopped reading. */
  stalled = false;
  /** Whether the peer has sent its FIN. */
  finished = false;
  /** When the last bytes came, and when the program ended its side, as `performance.now()` has it. */
  lastReceived = 0;
  endedAt = Infinity;
  /** Whether a reply was matched: then nothing may be left over when the check is over. */
  matched = false;
  /** The beginning of all that was sent. */
  sent = Buffer.alloc(0);
  readonly #socket: Socket;
  #changed = Promise.withResolvers<void>();

  constructor(program: Program, name: string, socket: Socket) {
    this.program = program;
    this.check = program.check;
    this.name = name;
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("end", () => this.#finish("end"));
    socket.on("error", () => this.#finish("reset"));
    socket.on("close", () => this.#notify());
  }

  /** The peer's own port, by which the program tells it from others. */
  get port(): number {
    return this.#socket.localPort ?? 0;
  }

  /** Sends bytes; settles when the system has taken them. */
  send(bytes: Bytes): Promise<void> {
    return this.check.track("send()", this.#send(Buffer.from(bytes as Uint8Array)));
  }

  /** Sends pieces so that the program gets each by a read of its own: the next is sent when the one before it was read. */
  sendInPieces(pieces: Iterable<Bytes>): Promise<void> {
    const sendAll = async (): Promise<void> => {
      for (const piece of pieces) {
        await this.#send(Buffer.from(piece as Uint8Array));
        await this.wasRead();
      }
    };
    return this.check.track("sendInPieces()", sendAll());
  }

  /**
   * Sends as much as the program takes, until it stops reading; whether it did is kept in `stalled`.
   * @param chunks what to send, in order
   * @returns what was sent, the chunk that got stuck included
   */
  sendUntilStalled(chunks: Iterable<Buffer>): Promise<Buffer> {
    const sendAll = async (): Promise<Buffer> => {
      const sent: Buffer[] = [];
      const cpuBefore = this.program.activity().cpu;
      for (const chunk of chunks) {
        sent.push(chunk);
        const outcome = await patiently(this.#write(chunk), [this.program], stallAfter);
        this.stalled = !outcome.happened && !outcome.busy;
        const tooMuch = sent.length % 32 === 0 && this.program.activity().cpu - cpuBefore > floodCpu;
        if (this.ending || !outcome.happened || tooMuch) break;
      }
      return Buffer.concat(sent);
    };
    return this.check.track("sendUntilStalled()", sendAll());
  }

  /** Half-closes: sends FIN, after the bytes given if there are any. What the program sends is still received. */
  end(bytes: Bytes = ""): Promise<void> {
    return this.check.track("end()", this.#end(Buffer.from(bytes as Uint8Array)));
  }

  /** Closes the connection in both directions, as a client does that is done. */
  async leave(): Promise<void> {
    this.check.recorder.record(this.name, "close");
    this.#socket.destroy();
    await turn();
  }

  /** Sends RST: the connection is gone without a farewell. */
  async reset(): Promise<void> {
    this.check.recorder.record(this.name, "reset", { by: "peer" });
    this.#socket.resetAndDestroy();
    await turn();
  }

  /** What is not matched yet, and all that follows, may be anything. */
  ignoreRest(): void {
    this.matched = false;
  }

  /** Stops taking what the program sends, so that the network between them fills up. */
  pauseReading(): void {
    this.#socket.pause();
  }

  resumeReading(): void {
    this.#socket.resume();
  }

  /** Waits until a condition on this peer holds. */
  until(condition: () => boolean, idle: number = allowance.reply): Promise<Outcome<void>> {
    const holds = async (): Promise<void> => {
      while (!condition()) await this.#changed.promise;
    };
    return patiently(holds(), [this.program], idle);
  }

  /** Waits until the program has read what was sent; gives up where it does not read. */
  async wasRead(): Promise<unknown> {
    if (!canObserve) return wait(blindPause);
    for (let waited = 0; waited < unreadAfter; waited += unreadInterval) {
      await this.program.settled();
      if (this.ending || (await this.#unread()) === 0) return;
      await wait(unreadInterval);
    }
  }

  /** How many of the bytes sent the program has read by now. */
  async bytesRead(): Promise<number> {
    const own = await this.#ownQueues();
    return this.#socket.bytesWritten - this.#socket.writableLength - (own?.sending ?? 0) - (await this.#unread());
  }

  /** How many bytes the program has read and not handed on to this peer's side of the network, if it sends back all that it gets. */
  async bytesHeld(): Promise<number> {
    const [own, its] = [await this.#ownQueues(), await this.#itsQueues()];
    return (await this.bytesRead()) - this.#socket.bytesRead - (own?.unread ?? 0) - (its?.sending ?? 0);
  }

  /** How many bytes of this peer wait in the system for the program to read them. */
  async #unread(): Promise<number> {
    return (await this.#itsQueues())?.unread ?? 0;
  }

  #ownQueues(): Promise<Queues | undefined> {
    return queues(this.#socket.remoteFamily === "IPv6" ? "tcp6" : "tcp", this.port, this.program.port);
  }

  #itsQueues(): Promise<Queues | undefined> {
    return queues(this.program.listening.table, this.program.port, this.port);
  }

  /** Forgets the connection: by RST, so that it does not linger in the system's tables (TIME_WAIT). */
  [Symbol.dispose](): void {
    this.#socket.resetAndDestroy();
  }

  #receive(chunk: Buffer): void {
    this.check.recorder.record(this.name, "in", { bytes: chunk });
    this.inbox.push(chunk);
    this.lastReceived = performance.now();
    if (this.inbox.length > inboxLimit) this.#socket.pause();
    this.#notify();
  }

  #finish(ending: "end" | "reset"): void {
    if (this.ending !== "reset") {
      this.ending = ending;
      this.endedAt = Math.min(this.endedAt, performance.now());
      this.check.recorder.record(this.name, ending, { by: "program" });
    }
    this.#notify();
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  async #send(bytes: Buffer): Promise<void> {
    const outcome = await patiently(this.#write(bytes), [this.program], allowance.reply);
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

  /** Settles when the system has taken the bytes, or the connection is gone. */
  #write(bytes: Buffer): Promise<void> {
    this.#note(bytes);
    return new Promise((resolve) => {
      if (this.#socket.writable) this.#socket.write(bytes, () => resolve());
      else resolve();
    });
  }

  async #end(bytes: Buffer): Promise<void> {
    if (bytes.length > 0) this.#note(bytes);
    // The program is held while data and FIN leave, so that it finds both at once, as if one segment had brought them.
    const together = bytes.length > 0 && this.#socket.writableLength === 0;
    if (together) this.program.signal("SIGSTOP");
    await new Promise<void>((resolve) => {
      if (this.#socket.writable) this.#socket.end(bytes, resolve);
      else resolve();
    });
    this.finished = true;
    this.check.recorder.record(this.name, "end", { by: "peer" });
    if (together) this.program.signal("SIGCONT");
  }

  #note(bytes: Buffer): void {
    this.check.recorder.record(this.name, "out", { bytes });
    if (this.sent.length < kept) this.sent = Buffer.concat([this.sent, bytes]).subarray(0, kept);
  }
}

/** A program that has slept this long over bytes that it could read does not mean to read them, in milliseconds. */
const unreadAfter = 300;
const unreadInterval = 10;

/** A program that has spent this much CPU time on a flood has shown what it does with one, in milliseconds. */
const floodCpu = 8000;

/** A program that has slept this long while its reader is blocked has stopped reading, in milliseconds. */
const stallAfter = 400;
