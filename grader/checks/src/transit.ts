import type { Socket } from "node:net";
import { type Queues, queues } from "./system/sockets.ts";

/** Where the bytes of a connection are that have left one side and not reached the other. Needs a system that can be observed. */
export class Transit {
  readonly #socket: Socket;
  readonly #ports: readonly [number, number];

  /** @param socket the grader's end */
  constructor(socket: Socket) {
    this.#socket = socket;
    this.#ports = [socket.localPort ?? 0, socket.remotePort ?? 0];
  }

  /** How many bytes of ours wait in the system for the program to read them. */
  async unread(): Promise<number> {
    return (await this.#its())?.unread ?? 0;
  }

  /** How many of our bytes the program has read by now. */
  async read(): Promise<number> {
    const [own, its] = await Promise.all([this.#own(), this.#its()]);
    return this.#socket.bytesWritten - this.#socket.writableLength - (own?.sending ?? 0) - (its?.unread ?? 0);
  }

  /** How many bytes the program has read and not handed to the system to be sent, if it sends back all that it gets. */
  async held(): Promise<number> {
    const [read, own, its] = await Promise.all([this.read(), this.#own(), this.#its()]);
    return read - this.#socket.bytesRead - (own?.unread ?? 0) - (its?.sending ?? 0);
  }

  /** Whether the program has sent what our side of the system does not take. */
  async isBlocked(): Promise<boolean> {
    return ((await this.#its())?.sending ?? 0) > 0;
  }

  #own(): Promise<Queues | undefined> {
    const [here, there] = this.#ports;
    return queues(here, there);
  }

  #its(): Promise<Queues | undefined> {
    const [here, there] = this.#ports;
    return queues(there, here);
  }
}
