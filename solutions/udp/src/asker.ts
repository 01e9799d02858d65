import { randomInt } from "node:crypto";
import type { Socket } from "node:dgram";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { getSystemErrorMap } from "node:util";

/** Asks a server over a connected socket, one question at a time. */
export class Asker {
  readonly #socket: Socket;
  readonly #retryMs: number;
  readonly #tries: number;

  // Not "1" in every run: the kernel may give us a port that another run has had, and the server
  // remembers what that port asked.
  readonly #run = randomInt(36 ** 8).toString(36);
  #questions = 0;
  #onDatagram: (datagram: Buffer) => void = () => {};
  #trouble: NodeJS.ErrnoException | undefined;

  constructor(socket: Socket, retryMs: number, tries: number) {
    this.#socket = socket;
    this.#retryMs = retryMs;
    this.#tries = tries;
    socket.on("message", (datagram) => this.#onDatagram(datagram));
    // "Refused" is an ICMP message: nobody listens there. That may be over in a moment, so it is
    // no reason to stop asking, but worth mentioning if no reply comes.
    socket.on("error", (error) => (this.#trouble = error));
  }

  /**
   * Sends a command until its reply is here, and returns what the reply says after the id.
   * @throws {Error} where there is none
   */
  async ask(command: Buffer): Promise<Buffer> {
    this.#questions += 1;
    const id = Buffer.from(`${this.#run}${this.#questions.toString(36)} `);
    const request = Buffer.concat([id, command]);

    const answered = new AbortController();
    let reply: Buffer | undefined;
    // For all tries together: a reply to the first that comes after the second is as good.
    this.#onDatagram = (datagram) => {
      if (!datagram.subarray(0, id.length).equals(id)) return; // a late copy of an earlier reply
      reply ??= datagram.subarray(id.length);
      answered.abort();
    };

    for (let tries = 0; tries < this.#tries && reply === undefined; tries++) {
      this.#socket.send(request, (error) => (this.#trouble = error ?? this.#trouble));
      await sleep(this.#retryMs, undefined, { signal: answered.signal }).catch(() => {});
      // Timers run before sockets are read: on a busy machine the reply may be here, unread.
      if (reply === undefined) await nextTurn();
    }
    if (reply === undefined) throw new Error(this.#complaint());
    return reply;
  }

  #complaint(): string {
    const reason = getSystemErrorMap().get(this.#trouble?.errno ?? 0)?.[1];
    return `no reply, asked ${this.#tries} time(s)${reason === undefined ? "" : `: ${reason}`}`;
  }
}
