// A slow machine: each reply leaves 300 ms after its line came.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? "30000");
const LATE = 300;
const MAX_LINE = 4096;
const MAX_WAITING = 4 * 1024 * 1024;

type Client = { flush(): void; isQuiet(): boolean; socket: net.Socket };
const clients = new Set<Client>();
let stopping = false;
let connections = 0;

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  const waiting: { due: number; bytes: Buffer; last: boolean }[] = [];
  let size = 0;
  let partial: Buffer = Buffer.alloc(0);
  let closing = false;
  let lastRead = -1;
  let timer: NodeJS.Timeout | undefined;

  function later(bytes: Buffer, last = false) {
    closing ||= last;
    waiting.push({ due: stopping ? 0 : performance.now() + LATE, bytes, last });
    size += bytes.length;
    if (size > MAX_WAITING || last) socket.pause();
    deliver();
  }

  function deliver() {
    clearTimeout(timer);
    let ready = !socket.writableNeedDrain;
    for (let next = waiting[0]; next && ready && next.due <= performance.now(); next = waiting[0]) {
      waiting.shift();
      size -= next.bytes.length;
      if (next.last) socket.end(next.bytes);
      else ready = socket.write(next.bytes);
    }
    if (!ready) return; // "drain" calls again
    if (waiting[0]) timer = setTimeout(deliver, Math.max(1, waiting[0].due - performance.now()));
    if (size <= MAX_WAITING && !(closing && waiting[0])) socket.resume();
  }

  const idle = setTimeout(() => {
    client.flush();
    if (socket.writableLength > 0) socket.destroy();
    else socket.destroySoon();
  }, idleMs);
  const client: Client = {
    socket,
    flush() {
      for (const reply of waiting) reply.due = 0;
      deliver();
    },
    isQuiet() {
      const before = lastRead;
      lastRead = waiting.length === 0 && socket.writableLength === 0 ? socket.bytesRead : -1;
      return lastRead >= 0 && lastRead === before;
    },
  };
  clients.add(client);
  connections++;

  socket.on("data", (chunk) => {
    if (closing) return;
    const data = Buffer.concat([partial, chunk]);
    let done = 0;
    let lf = data.indexOf(10);
    while (lf >= 0 && lf - done <= MAX_LINE) {
      done = lf + 1;
      lf = data.indexOf(10, done);
    }
    partial = data.subarray(done);
    if (done > 0) {
      idle.refresh();
      later(data.subarray(0, done));
    }
    if ((lf < 0 ? data.length : lf) - done > MAX_LINE) later(Buffer.from("ERR line too long\n"), true);
  });
  socket.on("end", () => {
    if (!closing) later(stopping ? Buffer.alloc(0) : partial, true);
  });
  socket.on("drain", deliver);
  socket.on("error", () => {});
  socket.on("close", () => {
    clearTimeout(idle);
    clearTimeout(timer);
    clients.delete(client);
  });
});

server.on("error", (error) => {
  process.stderr.write(`${host}:${port} can't be had: ${error.message}\n`);
  process.exit(1);
});
server.listen(Number(port), host);

function stopListening(seen: number) {
  if (seen === connections) server.close();
  else setImmediate(stopListening, connections);
}

process.on("SIGTERM", () => {
  stopping = true;
  setImmediate(stopListening, -1);
  for (const client of clients) client.flush();
  setInterval(() => {
    for (const client of clients) {
      if (client.isQuiet()) client.socket.end(() => client.socket.destroy());
    }
    if (clients.size === 0) process.exit(0);
  }, 25);
  setTimeout(() => process.exit(0), 1500);
});
