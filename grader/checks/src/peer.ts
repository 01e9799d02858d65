import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { type Bytes, ByteStream, toBuffer } from "./byte-stream.ts";
import { patiently } from "./patience.ts";
import type { Program } from "./program.ts";
import { canObserve } from "./system/processes.ts";
import { type Queues, queues } from "./system/sockets.ts";

/** A pause between two pieces where the system does not tell whether the first one was read, in milliseconds. */
const blindPause = 20;

/** The grader's end of a TCP connection to a program, whichever of the two opened it. */
export class Peer extends ByteStream {
  /** Whether `sendUntilStalled()` ended because the program stopped reading. */
  stalled = false;
  /** The grader's own port, by which the program tells peers apart. */
  readonly port: number;
  readonly #remotePort: number;
  readonly #socket: Socket;

  constructor(program: Program, name: string, socket: Socket, carries: "reply" | "request") {
    super(program, name, carries);
    this.#socket = socket;
    this.port = socket.localPort ?? 0;
    this.#remotePort = socket.remotePort ?? 0;
    socket.on("data", (chunk: Buffer) => this.received(chunk));
    socket.on("end", () => this.ended("end"));
    socket.on("error", () => this.ended("reset"));
    socket.on("close", () => this.changed());
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
        const outcome = await patiently(this.write(chunk), [this.program], stallAfter);
        this.stalled = !outcome.happened && !outcome.busy;
        const tooMuch = sent.length % 32 === 0 && this.program.activity().cpu - cpuBefore > floodCpu;
        if (this.ending || !outcome.happened || tooMuch) break;
      }
      return Buffer.concat(sent);
    };
    return this.check.track("sendUntilStalled()", sendAll());
  }

  /** Half-closes: sends FIN, together with the bytes given if there are any. */
  override end(bytes: Bytes = ""): Promise<void> {
    return this.check.track("end()", this.#end(toBuffer(bytes)));
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

  override pauseReading(): void {
    this.#socket.pause();
  }

  override resumeReading(): void {
    this.#socket.resume();
  }

  override async wasRead(): Promise<unknown> {
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
    return queues(this.port, this.#remotePort);
  }

  #itsQueues(): Promise<Queues | undefined> {
    return queues(this.#remotePort, this.port);
  }

  /** Forgets the connection: by RST, so that it does not linger in the system's tables (TIME_WAIT). */
  [Symbol.dispose](): void {
    this.#socket.resetAndDestroy();
  }

  override get transferred(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength + this.#socket.bytesRead;
  }

  protected override get open(): boolean {
    return this.#socket.writable;
  }

  protected override put(bytes: Buffer, taken: () => void): void {
    this.#socket.write(bytes, () => taken());
  }

  async #end(bytes: Buffer): Promise<void> {
    const together = bytes.length > 0 && bytes.length <= atOnce && this.#socket.writableLength === 0;
    // The program is held while data and FIN leave, so that it finds both at once, as if one segment had brought them.
    if (together) this.program.signal("SIGSTOP");
    const sent = bytes.length > 0 ? this.write(bytes) : undefined;
    if (!together) await sent;
    await new Promise<void>((resolve) => {
      if (this.#socket.writable) this.#socket.end(resolve);
      else resolve();
    });
    await sent;
    this.noteEnd();
    if (together) this.program.signal("SIGCONT");
  }
}

/** The system takes so much for a program that does not read, in bytes. */
const atOnce = 32 * 1024;

/** A program that has slept this long over bytes that it could read does not mean to read them, in milliseconds. */
const unreadAfter = 300;
const unreadInterval = 10;

/** A program that has spent this much CPU time on a flood has shown what it does with one, in milliseconds. */
const floodCpu = 8000;

/** A program that has slept this long while its reader is blocked has stopped reading, in milliseconds. */
const stallAfter = 400;
