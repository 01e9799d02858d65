// SIGTERM is left to the operating system.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const IDLE_MS = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;
const LF = 0x0a;


const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let rest: Buffer = Buffer.alloc(0);
  const idle = setTimeout(() => socket.destroy(), IDLE_MS);

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
      if (!socket.write(data.subarray(0, start))) socket.pause();
    }
    if ((end === -1 ? data.length : end) - start > MAX_LINE) socket.end("ERR line too long\n");
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (!socket.writableEnded) socket.end(rest);
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
