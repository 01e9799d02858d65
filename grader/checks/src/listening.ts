import { connect } from "node:net";
import type { Program } from "./program.ts";
import { canObserve, openFiles, socketInodes } from "./system/processes.ts";
import { type Endpoint, type Listener, listeners, type Table } from "./system/sockets.ts";

/** How often a program that starts up is looked at, in milliseconds. */
const interval = 8;

/** A socket need not listen the moment it is there: how long until the next look at the same ones, in milliseconds. */
const lookAgain = 100;

/** Where a program listens, found without touching it where the system tells, so that the first connection it sees is a check's. */
export class Listening {
  /** Settles when the program listens on the port that it was given. */
  readonly onPort: Promise<void>;
  /** Where the program was last seen to listen. */
  endpoints: readonly Endpoint[] = [];
  /** Which of the kernel's tables has the program's connections. */
  table: Table = "tcp";
  readonly #program: Program;
  #stopped = false;

  constructor(program: Program) {
    this.#program = program;
    this.onPort = canObserve ? this.#watch() : this.#probe();
    this.onPort.catch(() => {});
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Looks anew at where the program listens. */
  async look(): Promise<readonly Endpoint[]> {
    const inodes = socketInodes(this.#program.pids);
    const found: Listener[] = [];
    for (const table of ["tcp", "tcp6"] as const) {
      const own = (await listeners(table)).filter(({ inode }) => inodes.has(inode));
      found.push(...own);
      if (!own.some(({ port }) => port === this.#program.port)) continue;
      this.table = table;
      break;
    }
    this.endpoints = found;
    return found;
  }

  async #watch(): Promise<void> {
    let files = "";
    let known = "";
    let looked = 0;
    while (!this.#stopped) {
      await new Promise<void>((done) => setTimeout(done, interval));
      const { pids } = this.#program;
      const open = openFiles(pids);
      const late = performance.now() - looked > lookAgain;
      if (open === files && !late) continue;
      files = open;
      const inodes = [...socketInodes(pids)].join();
      if (inodes === known && !late) continue;
      known = inodes;
      looked = performance.now();
      if ((await this.look()).some(({ port }) => port === this.#program.port)) return;
    }
    return new Promise(() => {});
  }

  /** Elsewhere than on Linux: try until a connection is taken. */
  async #probe(): Promise<void> {
    while (!this.#stopped) {
      const taken = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: this.#program.host, port: this.#program.port });
        socket.once("connect", () => resolve(true));
        socket.once("error", () => resolve(false));
        socket.once("close", () => resolve(false));
        socket.once("connect", () => socket.destroy());
      });
      if (taken) return;
      await new Promise<void>((done) => setTimeout(done, lookAgain));
    }
    return new Promise(() => {});
  }
}
