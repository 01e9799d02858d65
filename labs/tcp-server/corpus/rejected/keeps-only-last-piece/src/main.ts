// Keeps only the last piece of an unfinished line: each new piece overwrites the one before.
import { createServer, type Socket } from "node:net";

const host = process.argv[2] ?? "127.0.0.1";
const port = Number(process.argv[3] ?? 7000);
const IDLE_TIMEOUT_MS = Number(process.env["IDLE_TIMEOUT_MS"] ?? 30000);
const LIMIT = 4096;

class Client {
  socket: Socket;
  held: Buffer = Buffer.alloc(0);
  answering = true;
  timer: NodeJS.Timeout;

  constructor(socket: Socket) {
    this.socket = socket;
    this.timer = setTimeout(() => socket.destroy(), IDLE_TIMEOUT_MS);
    socket.on("data", (chunk: Buffer) => this.onData(chunk));
    socket.on("end", () => this.onEnd());
    socket.on("drain", () => socket.resume());
    socket.on("error", (error) => console.error(`client: ${error.message}`));
    socket.on("close", () => {
      clearTimeout(this.timer);
      clients.delete(this);
    });
  }

  onData(chunk: Buffer): void {
    if (!this.answering) return;
    this.held = chunk.includes("\n") ? Buffer.concat([this.held, chunk]) : chunk;
    const replies: Buffer[] = [];
    let newline = this.held.indexOf("\n");
    while (newline !== -1 && newline <= LIMIT) {
      replies.push(this.held.subarray(0, newline + 1));
      this.held = this.held.subarray(newline + 1);
      newline = this.held.indexOf("\n");
    }
    if (replies.length > 0) {
      this.timer.refresh();
      this.write(Buffer.concat(replies));
    }
    if (this.held.length > LIMIT) {
      this.socket.write("ERR line too long\n");
      this.close();
    }
  }

  onEnd(): void {
    if (!this.answering) return;
    this.socket.end(this.held);
  }

  write(bytes: Buffer): void {
    const room = this.socket.write(bytes);
    if (!room) this.socket.pause();
  }

  close(): void {
    this.answering = false;
    this.socket.end(() => setTimeout(() => this.socket.destroy(), 250));
    this.socket.resume(); // unread bytes would make this a reset
  }

  shutdown(): void {
    if (!this.answering) return;
    if (this.socket.isPaused()) setTimeout(() => this.shutdown(), 50);
    else this.close();
  }
}

const clients = new Set<Client>();
const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  clients.add(new Client(socket));
});

server.on("error", (error) => {
  console.error("Server error:", error.message);
  process.exit(1);
});
server.listen(port, host, () => console.log(`listening on ${host} ${port}`));

process.on("SIGTERM", () => {
  server.close();
  setTimeout(() => {
    for (const client of clients) client.shutdown();
  }, 200);
  setTimeout(() => process.exit(0), 1300).unref();
});
