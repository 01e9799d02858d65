import { createServer } from "node:net";

const HOST = "127.0.0.1";
const PORT = 8080;
const MAX_LINE = 4096;

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const chunks: Buffer[] = [];

  function takeLines() {
    let all = Buffer.concat(chunks);
    let i = all.indexOf("\n");
    while (i >= 0) {
      if (i > MAX_LINE) return tooLong();
      socket.write(all.subarray(0, i + 1));
      all = all.subarray(i + 1);
      i = all.indexOf("\n");
    }
    if (all.length > MAX_LINE) return tooLong();
    chunks.length = 0;
    chunks.push(all);
  }

  function tooLong() {
    socket.removeAllListeners("data");
    socket.end("ERR line too long\n");
  }

  socket.on("data", (chunk) => {
    chunks.push(chunk);
    takeLines();
  });
  socket.on("end", () => socket.end(Buffer.concat(chunks)));
  socket.on("error", () => {});
});

server.on("error", (e) => {
  console.error(e.message);
  process.exit(1);
});

server.listen(PORT, HOST, () => {
  console.log(`Server running at ${HOST}:${PORT}`);
});
