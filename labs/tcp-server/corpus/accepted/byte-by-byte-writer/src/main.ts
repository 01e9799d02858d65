// Writes short replies one byte at a time, with Nagle's algorithm switched off.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const idleTimeout = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);

class Conversation {
  static all = new Set<Conversation>();
  static count = 0;

  private readonly socket: net.Socket;
  private readonly timer: NodeJS.Timeout;
  private tail: Buffer = Buffer.alloc(0);
  private seen = -1;

  constructor(socket: net.Socket) {
    this.socket = socket;
    this.timer = setTimeout(() => socket.destroy(), idleTimeout);
    Conversation.all.add(this);
    Conversation.count += 1;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.receive(chunk));
    socket.on("drain", () => socket.resume());
    socket.on("end", () => this.finish(this.tail));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(this.timer);
      Conversation.all.delete(this);
    });
  }

  private receive(chunk: Buffer) {
    if (this.socket.writableEnded) return;
    const lines: Buffer[] = [];
    let data = Buffer.concat([this.tail, chunk]);
    let lf = data.indexOf("\n");
    for (; lf >= 0 && lf <= 4096; lf = data.indexOf("\n")) {
      lines.push(data.subarray(0, lf + 1));
      data = data.subarray(lf + 1);
    }
    this.tail = data;
    if (lines.length > 0) this.timer.refresh();
    this.reply(lines);
    if (lf > 4096 || data.length > 4096) this.finish("ERR line too long\n");
  }

  private reply(lines: Buffer[]) {
    const busy = lines.length > 100; // byte by byte is for conversations, not for floods
    const writes = busy ? [Buffer.concat(lines)] : lines.flatMap((line) => (line.length > 256 ? [line] : [...line].map((byte) => Buffer.of(byte))));
    let room = true;
    for (const bytes of writes) room = this.socket.write(bytes);
    if (!room) this.socket.pause();
  }

  private finish(last: Buffer | string) {
    if (!this.socket.writableEnded) this.socket.end(last);
  }

  // At shutdown: nothing left to read or to write since the last look?
  closeIfQuiet() {
    const { socket } = this;
    const read = socket.writableLength === 0 ? socket.bytesRead : -1;
    if (read >= 0 && read === this.seen) {
      this.tail = Buffer.alloc(0);
      socket.end(() => socket.destroy());
    }
    this.seen = read;
  }
}

const server = net.createServer({ allowHalfOpen: true }, (socket) => new Conversation(socket));
server.on("error", (error) => {
  console.error(`Cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host);

process.on("SIGTERM", () => {
  const closeDoor = (before: number) => {
    if (Conversation.count === before) server.close();
    else setImmediate(closeDoor, Conversation.count);
  };
  setImmediate(closeDoor, -1);
  setInterval(() => {
    for (const conversation of Conversation.all) conversation.closeIfQuiet();
    if (Conversation.all.size === 0) process.exit(0);
  }, 20);
  setTimeout(() => process.exit(0), 1500);
});
