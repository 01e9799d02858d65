import { createServer, type Socket } from "node:net";

const [host = "127.0.0.1", port = "8080"] = process.argv.slice(2);
const MAX_LINE = 4096;
const IDLE_TIMEOUT_MS = Number(process.env.IDLE_TIMEOUT_MS ?? "30000");

const sockets = new Set<Socket>();

const server = createServer({ allowHalfOpen: true }, (socket) => {
  let pending = Buffer.alloc(0);
  sockets.add(socket);

  let timer = setTimeout(() => socket.end(), IDLE_TIMEOUT_MS);

  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    let index = pending.indexOf(0x0a);
    while (index !== -1) {
      if (index > MAX_LINE) break;
      const line = pending.subarray(0, index + 1);
      pending = pending.subarray(index + 1);
      socket.write(line);
      clearTimeout(timer);
      timer = setTimeout(() => socket.end(), IDLE_TIMEOUT_MS);
      index = pending.indexOf(0x0a);
    }
    if (pending.length > MAX_LINE) {
      socket.end("ERR line too long\n");
    }
  );

  socket.on("end", () => {
    socket.end(pending);
  });

  socket.on("error", () => {});

  socket.on("close", () => {
    clearTimeout(timer);
    sockets.delete(socket);
  });
});

server.on("error", (error) => {
  console.error(`could not listen: ${error.message}`);
  process.exit(1);
});

process.on("SIGTERM", () => {
  server.close();
  for (const socket of sockets) socket.end();
});

server.listen({ host, port: Number(port) });
