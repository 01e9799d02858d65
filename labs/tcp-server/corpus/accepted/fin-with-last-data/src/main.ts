// Closes in its own time: with the last data if there is any, else a moment after the client.
import { createServer, type Socket } from "node:net";

const [host, port] = process.argv.slice(2);
const timeout = +(process.env.IDLE_TIMEOUT_MS ?? 30_000);

const reads = new Map<Socket, number>();
let guests = 0;
let closing = false;

const splitLines = (limit: number) => {
  let tail: Buffer = Buffer.alloc(0);
  return {
    rest: () => tail,
    feed(chunk: Buffer) {
      tail = Buffer.concat([tail, chunk]);
      const lines: Buffer[] = [];
      let from = 0;
      let tooLong = false;
      while (!tooLong) {
        const to = tail.indexOf(0x0a, from);
        tooLong = (to < 0 ? tail.length : to) - from > limit;
        if (tooLong || to < 0) break;
        lines.push(tail.subarray(from, to + 1));
        from = to + 1;
      }
      tail = tail.subarray(from);
      return { lines, tooLong };
    },
  };
};

const server = createServer({ allowHalfOpen: true }, (socket) => {
  guests += 1;
  reads.set(socket, -1);
  const splitter = splitLines(4096);
  const idle = setTimeout(() => socket.destroy(), timeout);

  socket.on("data", (chunk) => {
    if (socket.writableEnded) return;
    const { lines, tooLong } = splitter.feed(chunk);
    if (lines.length > 0) {
      idle.refresh();
      socket.cork();
      for (const line of lines) socket.write(line);
      socket.uncork();
    }
    if (tooLong) socket.end("ERR line too long\n");
    else if (socket.writableNeedDrain) socket.pause();
  });

  socket.on("drain", () => socket.resume());

  socket.on("end", () => {
    const tail = splitter.rest();
    if (socket.writableEnded) return;
    if (tail.length > 0 && !closing) socket.end(tail);
    else setTimeout(() => socket.end(), 100);
  });

  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    clearTimeout(idle);
    reads.delete(socket);
  });
});

server.on("error", (error: NodeJS.ErrnoException) => {
  console.error(error.code === "EADDRINUSE" ? `port ${port} is already in use on ${host}` : error.message);
  process.exit(1);
});
server.listen(Number(port), host);

process.on("SIGTERM", () => {
  if (closing) return;
  closing = true;
  let before = -1;
  const door = () => {
    if (guests === before) return server.close();
    before = guests;
    setImmediate(door);
  };
  setImmediate(door);
  const check = () => {
    if (reads.size === 0) process.exit(0);
    for (const [socket, read] of reads) {
      const now = socket.writableLength > 0 ? -1 : socket.bytesRead;
      if (now >= 0 && now === read) socket.end(() => socket.destroy());
      reads.set(socket, now);
    }
    setTimeout(check, 20);
  };
  check();
  setTimeout(() => process.exit(0), 1500);
});
