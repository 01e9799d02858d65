import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";

/** Somebody outside of the sandbox who waits for a program to call: over TCP, and as a name server over UDP. */
export class Outside implements AsyncDisposable {
  /** How often somebody called. */
  heard = 0;
  readonly #server: Server;
  readonly #socket: Socket;

  private constructor() {
    this.#server = createServer((socket) => {
      this.heard += 1;
      socket.on("error", () => {});
      socket.resume().end();
    });
    this.#socket = createSocket("udp4", (question, { port, address }) => {
      this.heard += 1;
      this.#socket.send(noSuchName(question), port, address);
    });
  }

  static async listen(): Promise<Outside> {
    const outside = new Outside();
    outside.#server.listen(0, "127.0.0.1");
    outside.#socket.bind(0, "127.0.0.1");
    await Promise.all([once(outside.#server, "listening"), once(outside.#socket, "listening")]);
    return outside;
  }

  get ports(): { tcp: number; udp: number } {
    return { tcp: (this.#server.address() as AddressInfo).port, udp: this.#socket.address().port };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** The question as an answer that says: there is no such name (RFC 1035 section 4.1.1). */
function noSuchName(question: Buffer): Buffer {
  const answer = Buffer.from(question);
  answer.writeUInt16BE(0x8183, 2);
  return answer;
}
