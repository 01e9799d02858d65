import type { Socket } from "node:net";
import { LineSplitter } from "./lines.ts";
import { quiet } from "./quiet.ts";

/** How long a client that we have hung up on may go on, and how many bytes it may still send. */
const LINGER_MS = 500;
const LINGER_BYTES = 16 * 1024 * 1024; // more than the kernels at both ends hold for us

/** One client's conversation. */
export class Connection {
  readonly #socket: Socket;
  readonly #lines = new LineSplitter();
  readonly #idle: NodeJS.Timeout;
  #closing = false;
  #leaveOnDrain = false;

  constructor(socket: Socket, idleMs: number) {
    this.#socket = socket;
    // Not socket.setTimeout(): any byte restarts that one, so one byte a minute would do to stay.
    this.#idle = setTimeout(() => this.#onIdle(), idleMs);

    socket.on("data", (piece) => this.#onData(piece));
    socket.on("end", () => this.#onEnd());
    socket.on("drain", () => this.#onDrain());
    // An 'error' that nobody listens for ends the process, and with it every conversation. A reset
    // is only one client's affair. 'close' follows by itself, so there is nothing to do here.
    socket.on("error", () => {});
    socket.on("close", () => clearTimeout(this.#idle));
  }

  /** Answers the whole lines that have already arrived, then hangs up. */
  async leave(): Promise<void> {
    this.#leaveOnDrain = false;
    await quiet(() => this.#socket.bytesRead);
    // While we are not reading, quiet proves nothing: there may be more, which we have not let in.
    if (this.#socket.isPaused()) this.#leaveOnDrain = true;
    else this.hangUp();
  }

  /** Sends what is due, then `lastWords`, then FIN. The client is no longer listened to. */
  hangUp(lastWords = ""): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#idle.refresh(); // from now on, the time that the client has to take what is due
    this.#socket.pause();
    this.#socket.end(lastWords, () => {
      // Closing a socket that holds unread bytes sends a reset, which may overtake our last words.
      // So read on for a moment, and throw away what comes.
      const limit = this.#socket.bytesRead + LINGER_BYTES;
      this.#socket.on("data", () => {
        if (this.#socket.bytesRead > limit) this.#socket.destroy();
      });
      this.#socket.resume();
      setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
    });
  }

  #onData(piece: Buffer): void {
    if (this.#closing) return;
    const { lines, tooLong } = this.#lines.push(piece);
    if (lines.length > 0) {
      this.#idle.refresh();
      // write() never refuses: what the client does not take piles up in our memory. False means
      // "enough". Once we stop reading, the kernel's buffers fill up and the client has to stop.
      if (!this.#socket.write(lines)) this.#socket.pause();
    }
    if (tooLong) this.hangUp("ERR line too long\n");
  }

  #onDrain(): void {
    this.#idle.refresh();
    this.#socket.resume();
    if (this.#leaveOnDrain) void this.leave();
  }

  /** The client's FIN. It may take its time to read: our own FIN queues behind the replies. */
  #onEnd(): void {
    if (this.#closing) return;
    this.#closing = true;
    clearTimeout(this.#idle);
    this.#socket.end(this.#lines.rest);
  }

  #onIdle(): void {
    if (this.#closing) {
      this.#socket.destroy();
    } else if (this.#socket.isPaused()) {
      this.#idle.refresh(); // it is we who are not reading: a slow reader is not an idle client
    } else {
      // Timers run before sockets are read: on a busy machine, a line may be in time and unread.
      const sent = this.#socket.bytesWritten;
      setImmediate(() => {
        if (this.#socket.bytesWritten === sent) this.hangUp();
      });
    }
  }
}
