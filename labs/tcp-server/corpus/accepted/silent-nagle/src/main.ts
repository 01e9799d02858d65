// Not a word on stdout, and Nagle's algorithm may collect small replies.
import net from "node:net";

const LF = 10;
const MAX = 4096;

class EchoServer {
  #clients = new Set<Client>();
  #welcomed = 0;
  #server = net.createServer({ allowHalfOpen: true, noDelay: false }, (socket) => {
    this.#welcomed++;
    const client = new Client(socket);
    this.#clients.add(client);
    socket.on("close", () => this.#clients.delete(client));
  });

  listen(port: number, host: string) {
    this.#server.on("error", ({ message }) => {
      process.stderr.write(`${message}\n`);
      process.exit(1);
    });
    this.#server.listen(port, host);
  }

  stop() {
    setImmediate(() => this.#closeDoor(-1));
    for (const client of this.#clients) client.sayGoodbye();
    const leave = setInterval(() => {
      for (const client of this.#clients) client.sayGoodbye();
      if (this.#clients.size > 0) return;
      clearInterval(leave);
      process.exit(0);
    }, 30);
    setTimeout(process.exit, 1500, 0);
  }

  #closeDoor(before: number) {
    if (before === this.#welcomed) this.#server.close();
    else setImmediate((now) => this.#closeDoor(now), this.#welcomed);
  }
}

class Client {
  #socket: net.Socket;
  #line = Buffer.alloc(MAX);
  #length = 0;
  #idle: NodeJS.Timeout;
  #leaving = false;
  #lastSeen = -1;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#idle = setTimeout(() => socket.destroy(), Number(process.env.IDLE_TIMEOUT_MS ?? 30000));
    socket.setNoDelay(false);
    socket.on("data", (chunk) => this.#onData(chunk));
    socket.on("drain", () => socket.resume());
    socket.on("end", () => this.#end(this.#leaving ? "" : this.#line.subarray(0, this.#length)));
    socket.on("error", () => {});
    socket.on("close", () => clearTimeout(this.#idle));
  }

  #onData(chunk: Buffer) {
    if (this.#socket.writableEnded) return;
    const replies: Buffer[] = [];
    let at = 0;
    while (at < chunk.length) {
      const lf = chunk.indexOf(LF, at);
      const piece = chunk.subarray(at, lf === -1 ? chunk.length : lf);
      if (this.#length + piece.length > MAX) {
        replies.push(Buffer.from("ERR line too long\n"));
        this.#end(Buffer.concat(replies));
        return;
      }
      piece.copy(this.#line, this.#length);
      this.#length += piece.length;
      if (lf === -1) break;
      replies.push(Buffer.from(this.#line.subarray(0, this.#length)), Buffer.of(LF));
      this.#length = 0;
      at = lf + 1;
    }
    if (replies.length === 0) return;
    this.#idle.refresh();
    if (!this.#socket.write(Buffer.concat(replies))) this.#socket.pause();
  }

  #end(last: Buffer | string) {
    if (!this.#socket.writableEnded) this.#socket.end(last);
  }

  sayGoodbye() {
    this.#leaving = true;
    const { writableLength, bytesRead } = this.#socket;
    const seen = writableLength > 0 ? -1 : bytesRead;
    if (seen >= 0 && seen === this.#lastSeen) this.#socket.end(() => this.#socket.destroy());
    this.#lastSeen = seen;
  }
}

const server = new EchoServer();
server.listen(Number(process.argv[3]), String(process.argv[2]));
process.on("SIGTERM", () => server.stop());
