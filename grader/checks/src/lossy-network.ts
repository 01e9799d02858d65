import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Random } from "@wirelab/model";
import type { Check } from "./check.ts";
import type { Endpoint } from "./system/sockets.ts";

/** What may happen to a datagram, each as a probability from 0 to 1. */
export interface NetworkFaults {
  readonly loss?: number;
  readonly doubling?: number;
  /** Being overtaken by those sent later, as far as there are any within the delay. */
  readonly reordering?: number;
  /** How long a datagram that is overtaken is under way, in milliseconds. */
  readonly delay?: number;
}

type Fate = "lost" | "doubled" | "delayed" | "delivered";

/**
 * A network between client and server that loses, doubles and reorders datagrams: a proxy that clients talk to in the server's place.
 * The fate of the n-th datagram in a direction follows from the check's seed.
 */
export class LossyNetwork implements Endpoint, Disposable {
  readonly host: string;
  readonly port: number;
  /** How many replies have reached clients. One that is the same as the reply before tells a client nothing new, and is not counted. */
  delivered = 0;
  #latest: Buffer = Buffer.alloc(0);
  readonly #check: Check;
  readonly #front: Socket;
  readonly #server: Endpoint;
  readonly #faults: NetworkFaults;
  readonly #fates: { readonly toServer: Random; readonly toClient: Random };
  /** For each client, the socket that stands for it before the server. */
  readonly #clients = new Map<string, Socket>();
  readonly #delayed = new Set<NodeJS.Timeout>();

  private constructor(check: Check, front: Socket, server: Endpoint, faults: NetworkFaults) {
    ({ address: this.host, port: this.port } = front.address());
    this.#check = check;
    this.#front = front;
    this.#server = server;
    this.#faults = faults;
    this.#fates = { toServer: check.randomFor("network to the server"), toClient: check.randomFor("network to the client") };
    front.on("message", (bytes: Buffer, client: RemoteInfo) => this.#toServer(bytes, client));
  }

  /** @param server where the datagrams of clients go */
  static async open(check: Check, server: Endpoint, faults: NetworkFaults): Promise<LossyNetwork> {
    const network = new LossyNetwork(check, await bound(server.host), server, faults);
    check.networks.push(network);
    return network;
  }

  [Symbol.dispose](): void {
    for (const timer of this.#delayed) clearTimeout(timer);
    this.#front.close();
    for (const socket of this.#clients.values()) socket.close();
  }

  #toServer(bytes: Buffer, client: RemoteInfo): void {
    const socket = this.#socketFor(client);
    this.#pass(this.#fates.toServer, "client", "server", bytes, () => socket.send(bytes, this.#server.port, this.#server.host));
  }

  #socketFor({ address, port }: RemoteInfo): Socket {
    const known = this.#clients.get(`${address} ${port}`);
    if (known) return known;
    const socket = createSocket(this.#server.host.includes(":") ? "udp6" : "udp4");
    socket.on("error", () => {});
    socket.on("message", (bytes: Buffer) => {
      this.#pass(this.#fates.toClient, "server", "client", bytes, () => {
        if (!bytes.equals(this.#latest)) this.delivered += 1;
        this.#latest = bytes;
        this.#front.send(bytes, port, address);
      });
    });
    this.#clients.set(`${address} ${port}`, socket);
    return socket;
  }

  #pass(random: Random, from: string, to: string, bytes: Buffer, send: () => void): void {
    const fate = this.#fateOf(random);
    this.#check.recorder.record(from, "in", { bytes, datagram: true, ...(fate === "lost" && { lost: true }) });
    const deliver = (): void => {
      this.#check.recorder.record(to, "out", { bytes, datagram: true });
      send();
    };
    if (fate === "lost") return;
    if (fate === "delayed") return this.#later(deliver);
    deliver();
    if (fate === "doubled") deliver();
  }

  #later(deliver: () => void): void {
    const timer = setTimeout(() => {
      this.#delayed.delete(timer);
      deliver();
    }, this.#faults.delay ?? 0);
    this.#delayed.add(timer);
  }

  #fateOf(random: Random): Fate {
    const { loss = 0, doubling = 0, reordering = 0 } = this.#faults;
    const drawn = random.int(0, 999_999) / 1_000_000;
    if (drawn < loss) return "lost";
    if (drawn < loss + doubling) return "doubled";
    return drawn < loss + doubling + reordering ? "delayed" : "delivered";
  }
}

async function bound(host: string): Promise<Socket> {
  const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", recvBufferSize: 2 ** 20 });
  socket.on("error", () => {});
  socket.bind(0, host);
  await once(socket, "listening");
  return socket;
}
