import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { text } from "@wirelab/model";
import { type Bytes, toBuffer } from "./byte-stream.ts";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import { allowance, type Outcome, patiently } from "./patience.ts";
import type { Program } from "./program.ts";
import { canObserve } from "./system/processes.ts";
import { type Endpoint, unreadDatagrams } from "./system/sockets.ts";

export interface Datagram {
  readonly bytes: Buffer;
  readonly from: Endpoint;
  /** When it came, as `performance.now()` has it. */
  readonly at: number;
}

/**
 * So much may wait at a port before more is sent to it, in bytes as the system counts them, which is up to ten times what was sent:
 * well below what a socket takes by default (net.core.rmem_default, 208 KiB), so that none is ever lost on its way to a program.
 */
const window = 64 * 1024;

/** What the system counts for a datagram beside its bytes, at most. */
const overhead = 1280;

/** For diagnoses, so many datagrams of those that were sent and of those that came are kept, and of each so many bytes. */
const kept = { datagrams: 2048, bytes: 64 };

/** A program that does not read what waits at its port is given up after so much idling, in milliseconds. */
const unreadAfter = 400;

/** How often a full port is looked at, in milliseconds. */
const interval = 2;

/** The grader's end of an exchange of datagrams with a program. */
export class DatagramPeer implements Endpoint, Disposable {
  readonly name: string;
  readonly check: Check;
  readonly host: string;
  readonly port: number;
  /** What came and no matcher has taken yet. */
  readonly inbox: Datagram[] = [];
  /** How many datagrams have come in all. */
  received = 0;
  /** Whether a reply was matched: then nothing may be left over when the check is over. */
  matched = false;
  /** The last of what was sent and of what matchers have taken, each datagram's beginning. */
  readonly sent: Buffer[] = [];
  readonly taken: Buffer[] = [];
  readonly #socket: Socket;
  #closed = false;
  /** The port written to last. */
  #writtenTo: number | undefined;
  /** How much may be waiting at that port, at most, as far as is known. */
  #unread = 0;
  #changed = Promise.withResolvers<void>();

  private constructor(check: Check, name: string, socket: Socket) {
    this.check = check;
    this.name = name;
    this.#socket = socket;
    ({ address: this.host, port: this.port } = socket.address());
    socket.on("error", () => {});
    socket.on("message", (bytes: Buffer, from: RemoteInfo) => {
      this.check.recorder.record(name, "in", { bytes, datagram: true });
      this.received += 1;
      this.inbox.push({ bytes, from: { host: from.address, port: from.port }, at: performance.now() });
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** @param endpoint where it is bound; to any port if that is 0 */
  static async bind(check: Check, name: string, endpoint: Endpoint): Promise<DatagramPeer> {
    const socket = createSocket({ type: endpoint.host.includes(":") ? "udp6" : "udp4", recvBufferSize: 2 ** 20 });
    socket.bind(endpoint.port, endpoint.host);
    await once(socket, "listening");
    const peer = new DatagramPeer(check, name, socket);
    check.datagramPeers.push(peer);
    return peer;
  }

  /** The program that this peer talks to: the one that was started last. */
  get program(): Program {
    const program = this.check.programs.at(-1);
    if (!program) throw new Error("datagrams are exchanged with a program that was never started");
    return program;
  }

  /**
   * Sends one datagram, by default to where the program was told to listen.
   * Waits while so much lies unread at that port that another one might be dropped.
   */
  send(bytes: Bytes, to: Endpoint = this.program): Promise<void> {
    return this.check.track("send()", this.#send(toBuffer(bytes), to));
  }

  /**
   * Takes the next datagram from the program.
   * @param options.expected what it should hold, if that is known, for the failure's sake
   * @param options.within how long the program may sit idle before, in milliseconds
   * @throws {CheckFailure} where none comes
   */
  receive(options: { readonly expected?: Bytes; readonly within?: number } = {}): Promise<Datagram> {
    return this.check.track("receive()", this.#receive(options));
  }

  /** Waits until a condition on this peer holds. */
  until(condition: () => boolean, idle: number = allowance.reply): Promise<Outcome<void>> {
    const holds = async (): Promise<void> => {
      while (!condition()) await this.#changed.promise;
    };
    return patiently(holds(), [this.program], idle);
  }

  /** Waits until the program has read what was sent to it; gives up where it does not read. */
  wasRead(): Promise<void> {
    return this.#untilUnread(0, this.#writtenTo ?? this.program.port);
  }

  /** Takes note that the program has read all that was sent to it, as its replies show: it need not be looked for in the system. */
  allRead(): void {
    this.#unread = 0;
  }

  /** Is there no longer: what is sent to its port is refused. */
  close(): void {
    if (!this.#closed) this.#socket.close();
    this.#closed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #receive({ expected, within }: { readonly expected?: Bytes; readonly within?: number }): Promise<Datagram> {
    this.matched = true;
    await this.until(() => this.inbox.length > 0, within);
    const datagram = this.inbox.shift();
    if (datagram) {
      keep(this.taken, datagram.bytes);
      return datagram;
    }
    const { program } = this;
    throw await explain(this.check, {
      situation: "datagram",
      program,
      exchange: this,
      actual: Buffer.alloc(0),
      ...(expected !== undefined && { expected: toBuffer(expected) }),
      message: program.exited
        ? text("No datagram came: the program has ended.", "没有收到数据报：程序已经结束。")
        : text("No datagram came.", "没有收到数据报。"),
    });
  }

  async #send(bytes: Buffer, to: Endpoint): Promise<void> {
    if (this.#writtenTo !== to.port) this.#unread = 0;
    this.#writtenTo = to.port;
    keep(this.sent, bytes);
    this.#unread += bytes.length + overhead;
    if (this.#unread > window) await this.#untilUnread(window / 2, to.port);
    this.check.recorder.record(this.name, "out", { bytes, datagram: true });
    await new Promise<void>((resolve) => {
      // What the system refuses, as nobody is bound there, is lost as any datagram may be.
      this.#socket.send(bytes, to.port, to.host, () => resolve());
    });
  }

  async #untilUnread(atMost: number, port: number): Promise<void> {
    let stop = false;
    const read = async (): Promise<void> => {
      while (!stop && canObserve) {
        this.#unread = await unreadDatagrams(port);
        if (this.#unread <= atMost) return;
        await wait(interval);
      }
    };
    await patiently(read(), [this.program], unreadAfter);
    stop = true;
    if (atMost === 0) await this.program.settled();
  }
}

function keep(list: Buffer[], bytes: Buffer): void {
  list.push(Buffer.from(bytes.subarray(0, kept.bytes)));
  if (list.length > kept.datagrams) list.shift();
}
