import { createServer } from "node:net";

const [port, host] = process.argv.slice(2);
createServer((socket) => socket.pipe(socket)).listen({ host, port: Number(port) });
