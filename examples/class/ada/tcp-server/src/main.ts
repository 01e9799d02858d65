// tcp-server: echoes lines. One async loop per client; reading stops while a client's replies wait.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

const LF = 10;
const MAX_LINE = 4096;
const TOO_LONG = Buffer.from("ERR line too long\n");

const [host, port] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);

const clients = new Map<Socket, () => void>(); // socket -> tells its loop that we are stopping
let stopping = false;

interface Reply {
  bytes: Buffer;
  last: boolean;
}

/** Turns chunks into replies. A chunk can be part of a line, or many lines. */
async function* replies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Reply> {
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([tail, chunk]);
    let start = 0;
    let lf = bytes.indexOf(LF);
    while (lf >= 0 && lf - start <= MAX_LINE) {
      start = lf + 1;
      lf = bytes.indexOf(LF, start);
    }
    const whole = bytes.subarray(0, start);
    tail = bytes.subarray(start);
    if (tail.length > MAX_LINE) {
      yield { bytes: Buffer.concat([whole, TOO_LONG]), last: true };
      return;
    }
    yield { bytes: whole, last: false };
  }
  yield { bytes: stopping ? Buffer.alloc(0) : tail, last: true };
}

async function serve(socket: Socket): Promise<void> {
  const closed = new AbortController();
  socket.once("close", () => closed.abort());

  let clock: NodeJS.Timeout | undefined;
  let waiting = false;
  const rewind = () => {
    clearTimeout(clock);
    clock = setTimeout(() => hangUp(socket), stopping ? 100 : idleMs);
  };
  clients.set(socket, () => {
    if (!waiting) rewind();
  });
  rewind();

  try {
    for await (const { bytes, last } of replies(socket.iterator({ destroyOnReturn: false }))) {
      if (socket.writableEnded) break;
      if (last) {
        hangUp(socket, bytes);
        break;
      }
      if (bytes.length === 0) continue;
      if (!socket.write(bytes)) {
        waiting = true;
        clearTimeout(clock); // a slow reader is not idle
        await once(socket, "drain", { signal: closed.signal });
        waiting = false;
      }
      rewind();
    }
  } catch {
    socket.destroy();
  } finally {
    clearTimeout(clock);
  }
}

function hangUp(socket: Socket, lastWords: Buffer | string = ""): void {
  if (socket.writableEnded) return;
  socket.end(lastWords, () => {
    // close() with unread input would send RST, maybe before the client has read our last words
    socket.resume();
    setTimeout(() => socket.destroy(), 500);
  });
}

const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on("error", () => socket.destroy());
  socket.on("close", () => clients.delete(socket));
  void serve(socket);
});

server.on("error", (error) => {
  console.error(`cannot listen on ${host} port ${port}: ${error.message}`);
  process.exit(1);
});

process.on("SIGTERM", async () => {
  if (stopping) return;
  setTimeout(() => process.exit(0), 1500).unref();
  for (let turn = 0; turn < 3; turn++) await nextTurn(); // whoever is in the backlog comes in first
  stopping = true;
  server.close();
  for (const hurry of clients.values()) hurry();
});

server.listen({ host, port: Number(port) });
