import { setTimeout as wait } from "node:timers/promises";
import { currentJob } from "./current-job.ts";
import type { Program } from "./program.ts";
import { marker } from "./stragglers.ts";
import { dial } from "./system/dial.ts";
import { canObserve, openFiles, processesWith, socketInodes } from "./system/processes.ts";
import { type Endpoint, type Listener, listeners, tables, type Transport } from "./system/sockets.ts";

/** How often a program that starts up is looked at, in milliseconds. */
const interval = 8;

/** A socket need not listen the moment it is there: how long until the next look at the same ones, in milliseconds. */
const lookAgain = 100;

/** So often in a row a stranger must be seen at a port. */
const looksForStranger = 3;

/** How long a UDP server has to start up where the system does not tell whether it has, in milliseconds. */
const blindStart = 3000;

/** Where a program listens, found without touching it where the system tells, so that the first connection it sees is a check's. */
export class Listening {
  /** Settles when the program listens on the port that it was given. */
  readonly onPort: Promise<void>;
  /** Where the program was last seen to listen. */
  endpoints: readonly Endpoint[] = [];
  readonly #program: Program;
  readonly #transport: Transport;
  #stopped = false;

  constructor(program: Program, transport: Transport) {
    this.#program = program;
    this.#transport = transport;
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
    for (const table of tables[this.#transport]) {
      const own = (await listeners(table)).filter(({ inode }) => inodes.has(inode));
      found.push(...own);
      if (own.some(({ port }) => port === this.#program.port)) break;
    }
    this.endpoints = found;
    return found;
  }

  /** Whether a process that this run did not start listens on the program's port: on a network that is shared, a free port is not held. */
  async isTakenByStranger(): Promise<boolean> {
    const { run, sandbox } = currentJob();
    if (!canObserve || sandbox !== "none") return false;
    // A process that comes to be or goes while we look may show in one place and not in the other: only what stays is a stranger.
    for (let look = 0; look < looksForStranger; look++) {
      const found = await Promise.all(tables[this.#transport].map(listeners));
      const ours = socketInodes([process.pid, ...processesWith(marker, run)]);
      if (!found.flat().some(({ port, inode }) => port === this.#program.port && inode !== 0 && !ours.has(inode))) return false;
      await wait(lookAgain);
    }
    return true;
  }

  async #watch(): Promise<void> {
    let files = "";
    let known: string | undefined;
    let looked = performance.now();
    while (!this.#stopped) {
      await wait(interval);
      const { pids } = this.#program;
      const open = openFiles(pids);
      const late = performance.now() - looked > lookAgain;
      if (open === files && !late) continue;
      files = open;
      if (pids.length === 0) continue;
      const inodes = [...socketInodes(pids)].join();
      // The first sockets to be seen are the standard streams.
      const isNew = known !== undefined && inodes !== known;
      known = inodes;
      if (!isNew && !late) continue;
      looked = performance.now();
      if ((await this.look()).some(({ port }) => port === this.#program.port)) return;
    }
    return new Promise(() => {});
  }

  /** Elsewhere than on Linux: try until a connection is taken. A datagram would be the program's first: it is left to wait for the program. */
  async #probe(): Promise<void> {
    if (this.#transport === "udp") return wait(blindStart);
    while (!this.#stopped) {
      const taken = await new Promise<boolean>((resolve) => {
        const socket = dial(this.#program);
        socket.once("connect", () => resolve(true));
        socket.once("error", () => resolve(false));
        socket.once("close", () => resolve(false));
        socket.once("connect", () => socket.destroy());
      });
      if (taken) return;
      await wait(lookAgain);
    }
    return new Promise(() => {});
  }
}
