// SIGTERM: out, whatever is still to be sent.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const IDLE_MS = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;
const LF = 0x0a;


const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let rest: Buffer = Buffer.alloc(0);
  const idle = setTimeout(() => socket.destroy(), IDLE_MS);

  let due: Buffer[] = []; // small replies wait a moment and leave together
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (due.length > 0 && !socket.write(Buffer.concat(due))) socket.pause();
    due = [];
  };

  socket.on("data", (chunk) => {
    if (socket.writableEnded) return;
    const data = Buffer.concat([rest, chunk]);
    let start = 0;
    let end = data.indexOf(LF);
    while (end !== -1 && end - start <= MAX_LINE) {
      start = end + 1;
      end = data.indexOf(LF, start);
    }
    rest = data.subarray(start);
    if (start > 0) {
      idle.refresh();
      due.push(data.subarray(0, start));
      if (chunk.length > 16_384) flush();
      else timer ??= setTimeout(flush, 60);
    }
    if ((end === -1 ? data.length : end) - start > MAX_LINE) {
      flush();
      socket.end("ERR line too long\n");
    }
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (socket.writableEnded) return;
    flush();
    socket.end(rest);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    clearTimeout(idle);
  });
});

server.on("error", (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host);

process.on("SIGTERM", () => process.exit(0));
