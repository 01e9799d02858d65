import net, { type Socket } from "node:net";

const host: string = process.argv[2] ?? "127.0.0.1";
const port: number = Number(process.argv[3] ?? 8080);

const server = net.createServer({ allowHalfOpen: true });

function handleClient(socket: Socket) {
  let rest = Buffer.alloc(0);

  socket.on("data", (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    const last = rest.lastIndexOf("\n");
    if (last === -1) return;
    socket.write(rest.subarray(0, last + 1));
    rest = rest.subarray(last + 1);
  });

  socket.on("end", () => {
    socket.end(rest);
  });

  socket.on("error", (error: Error) => {
    console.error("socket:", error.message);
  });
}

server.on("connection", handleClient);

server.on("listening", () => {
  console.log(`listening on ${host}:${port}`);
});

server.on("error", (error: Error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exitCode = 1;
});

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
});
