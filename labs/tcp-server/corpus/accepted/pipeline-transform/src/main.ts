// pipeline(socket, lines, socket): the streams do the waiting.
import net from "node:net";
import { pipeline, Transform, type TransformCallback } from "node:stream";

const [host, port] = process.argv.slice(2);
const idleMs = parseInt(process.env["IDLE_TIMEOUT_MS"] ?? "30000", 10);

class LineEcho extends Transform {
  #tail: Buffer = Buffer.alloc(0);
  #done = false;
  readonly #onLine: () => void;

  constructor(onLine: () => void) {
    super();
    this.#onLine = onLine;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    if (this.#done) return done();
    const data = Buffer.concat([this.#tail, chunk]);
    let start = 0;
    for (;;) {
      const lf = data.indexOf(0x0a, start);
      const length = (lf === -1 ? data.length : lf) - start;
      if (length > 4096) {
        this.push(data.subarray(0, start));
        this.finish("ERR line too long\n");
        return done();
      }
      if (lf === -1) break;
      start = lf + 1;
    }
    this.#tail = data.subarray(start);
    if (start === 0) return done();
    this.#onLine();
    done(null, data.subarray(0, start));
  }

  override _flush(done: TransformCallback) {
    if (this.#done) done();
    else done(null, this.#tail);
  }

  /** Ends the replies; what still comes in is read and forgotten. */
  finish(last = "") {
    if (this.#done) return;
    this.#done = true;
    if (last) this.push(last);
    this.push(null);
  }
}

interface Client {
  socket: net.Socket;
  lines: LineEcho;
  mark: number;
}

const clients = new Set<Client>();
let count = 0;
let stopping = false;

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  const idle = setTimeout(() => socket.destroy(), idleMs);
  const client: Client = { socket, lines: new LineEcho(() => idle.refresh()), mark: -1 };
  clients.add(client);
  count += 1;
  // From SIGTERM on the client's FIN no longer brings the tail back.
  socket.prependListener("end", () => stopping && client.lines.finish());
  socket.once("close", () => {
    clearTimeout(idle);
    clients.delete(client);
  });
  pipeline(socket, client.lines, socket, () => socket.destroySoon());
});

server.once("error", (error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
server.listen({ port: Number(port), ...(host ? { host } : {}) });

const endIfQuiet = (client: Client) => {
  const { socket, lines } = client;
  const waiting = socket.readableLength + lines.writableLength + lines.readableLength + socket.writableLength;
  if (waiting === 0 && client.mark === socket.bytesRead) {
    lines.finish();
    if (socket.writableFinished) socket.destroy();
  }
  client.mark = waiting === 0 ? socket.bytesRead : -1;
};

process.on("SIGTERM", () => {
  stopping = true;
  const close = (seen: number) => (seen === count ? server.close() : setImmediate(close, count));
  setImmediate(close, -1);
  setInterval(() => {
    clients.forEach(endIfQuiet);
    if (clients.size === 0) process.exit(0);
  }, 20);
  setTimeout(() => process.exit(0), 1500);
});
