import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { type Bytes, ByteStream, toBuffer } from "./byte-stream.ts";
import { patiently } from "./patience.ts";
import type { Program } from "./program.ts";
import { canObserve } from "./system/processes.ts";
import { Transit } from "./transit.ts";

/** A pause between two pieces where the system does not tell whether the first one was read, in milliseconds. */
const blindPause = 20;

/** The grader's end of a TCP connection to a program, whichever of the two opened it. */
export class Peer extends ByteStream {
  /** Whether `sendUntilStalled()` ended because the program stopped reading. */
  stalled = false;
  /** The grader's own port, by which the program tells peers apart. */
  readonly port: number;
  readonly #socket: Socket;
  readonly #transit: Transit;

  constructor(program: Program, name: string, socket: Socket, carries: "reply" | "request") {
    super(program, name, carries);
    this.#socket = socket;
    this.port = socket.localPort ?? 0;
    this.#transit = new Transit(socket);
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

  /**
   * Sends until the program has read something that it cannot send on, as this peer does not read: then replies wait in the program itself.
   * Nothing that was sent is still on its way by then. Where a system cannot be observed, sends until the program stops reading.
   * @param chunks what to send, in order
   * @returns what the program is known to have read
   */
  sendUntilHeld(chunks: Iterable<Buffer>): Promise<Buffer> {
    const sendAll = async (): Promise<Buffer> => {
      if (!canObserve) {
        await this.sendUntilStalled(chunks);
        return Buffer.alloc(0);
      }
      const sent: Buffer[] = [];
      for (const chunk of chunks) {
        sent.push(chunk);
        const { happened } = await patiently(this.write(chunk), [this.program], stallAfter);
        await this.wasRead();
        if (this.ending || !happened || (await this.#isHeld())) break;
      }
      return Buffer.concat(sent).subarray(0, await this.#transit.read());
    };
    return this.check.track("sendUntilHeld()", sendAll());
  }

  /** Whether the program keeps back what it has read because the system takes no more of it. What it sends on late, it does not hold. */
  async #isHeld(): Promise<boolean> {
    for (let slept = 0; slept <= lateReply; slept += interval) {
      const { blocked, held } = await this.#transit.look();
      if (!blocked || held <= 0) return false;
      await this.program.settled();
      await wait(interval);
    }
    return true;
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
    for (let waited = 0; waited < unreadAfter; waited += interval) {
      await this.program.settled();
      if (this.ending || (await this.#transit.unread()) === 0) return;
      await wait(interval);
    }
  }

  /** How many bytes the program has read and not handed to the system to be sent, if it sends back all that it gets. */
  bytesHeld(): Promise<number> {
    return this.#transit.look().then(({ held }) => held);
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

/** A reply may take 300 ms: what a program has slept over for longer, it cannot send, in milliseconds. */
const lateReply = 400;

/** A program that has slept this long over bytes that it could read does not mean to read them, in milliseconds. */
const unreadAfter = 300;

/** How often a program that sleeps is looked at, in milliseconds. */
const interval = 10;

/** A program that has spent this much CPU time on a flood has shown what it does with one, in milliseconds. */
const floodCpu = 8000;

/** A program that has slept this long while its reader is blocked has stopped reading, in milliseconds. */
const stallAfter = 400;
