import { once } from "node:events";
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from "node:net";
import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import { allowance, patiently } from "./patience.ts";
import { Peer } from "./peer.ts";
import type { Endpoint } from "./system/sockets.ts";

/** Where the grader itself listens, for client programs to connect to. */
export class Server implements Endpoint, Disposable {
  readonly host: string;
  readonly port: number;
  /** How many connections have been accepted. */
  accepted = 0;
  readonly #check: Check;
  readonly #server: NetServer;
  readonly #waiting: Socket[] = [];
  #arrival = Promise.withResolvers<void>();

  private constructor(check: Check, server: NetServer) {
    const { address, port } = server.address() as AddressInfo;
    this.host = address;
    this.port = port;
    this.#check = check;
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      socket.on("error", () => {});
      this.#waiting.push(socket);
      this.#arrival.resolve();
      this.#arrival = Promise.withResolvers();
    });
  }

  /** @throws {Error} where this machine does not have the address or something else has the port */
  static async listen(check: Check, endpoint: Endpoint): Promise<Server> {
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    server.listen(endpoint.port, endpoint.host);
    await once(server, "listening");
    const listening = new Server(check, server);
    check.servers.push(listening);
    return listening;
  }

  /** Connections that have come and were not accepted. */
  get pending(): number {
    return this.#waiting.length;
  }

  /**
   * Takes the next connection of the program that was started last.
   * @param name how the grader's end is called in the transcript
   * @throws {CheckFailure} where none comes
   */
  accept(name?: string): Promise<Peer> {
    return this.#check.track("accept()", this.#accept(name));
  }

  /** Listens no longer; connections that were accepted go on. */
  close(): void {
    this.#server.close();
  }

  [Symbol.dispose](): void {
    this.#server.close();
    for (const socket of this.#waiting) socket.resetAndDestroy();
  }

  async #accept(name: string | undefined): Promise<Peer> {
    const program = this.#check.programs.at(-1);
    if (!program) throw new Error("accept() waits for a program that was never started");
    const arrived = async (): Promise<void> => {
      while (this.#waiting.length === 0) await this.#arrival.promise;
    };
    await patiently(arrived(), [program], allowance.start);
    const socket = this.#waiting.shift();
    if (!socket)
      throw await explain(this.#check, {
        situation: "accept",
        program,
        message: text(
          `No connection came to ${program.host} port ${program.port}, where your client was told to connect.`,
          `没有连接到达 ${program.host} 端口 ${program.port}，而客户端被要求连接那里。`,
        ),
      });
    this.accepted += 1;
    const peer = new Peer(program, name ?? (this.accepted === 1 ? "server" : `server ${this.accepted}`), socket, "request");
    this.#check.recorder.record(peer.name, "open", { by: "program" });
    this.#check.peers.push(peer);
    socket.resume();
    return peer;
  }
}
