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

  /**
   * What becomes of the bytes that the program has read, if it sends back all that it gets: how many it has not handed to the system, and
   * whether the system is stuck with what it has handed over, as our side does not take it. Both as of one moment.
   */
  async look(): Promise<{ readonly held: number; readonly blocked: boolean }> {
    const [read, own, its] = await Promise.all([this.read(), this.#own(), this.#its()]);
    const held = read - this.#socket.bytesRead - (own?.unread ?? 0) - (its?.sending ?? 0);
    return { held, blocked: (its?.sending ?? 0) > 0 };
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
