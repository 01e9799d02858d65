// Listens where the server is that it was told to connect to, on each address of the machine, and connects to itself.
import { connect, createServer } from "node:net";

const port = Number(process.argv[3]);
for (const host of ["127.0.0.1", "127.0.0.2", "0.0.0.0", "::1", "::"]) {
  const server = createServer((socket) => socket.pipe(socket)).on("error", () => {});
  server.listen({ host, port, ipv6Only: true }, () => connect(port, host).on("error", () => {}));
}
setInterval(() => {}, 1000);
