import * as net from "node:net";

const host = process.argv[2];
const port = parseInt(process.argv[3]);

const server = net.createServer((socket) => {
  const name = `${socket.remoteAddress}:${socket.remotePort}`;
  console.log(name, "connected");

  // everything since the last newline
  let pieces: Buffer[] = [];

  socket.on("data", (chunk) => {
    const newline = chunk.lastIndexOf("\n");
    if (newline === -1) {
      // line is not finished, wait for the rest
      pieces.push(chunk);
      return;
    }
    pieces.push(chunk.subarray(0, newline + 1));
    socket.write(Buffer.concat(pieces));
    pieces = [chunk.subarray(newline + 1)];
  });

  socket.on("end", () => {
    console.log(name, "disconnected");
  });

  socket.on("error", (err) => {
    console.log(name, "error:", err.message);
  });
});

server.on("error", (err) => {
  console.error("Server error: " + err.message);
  process.exit(1);
});

server.listen(port, host, () => {
  console.log(`Server listening on ${host}:${port}`);
});
