import { createServer } from "node:net";

const [host] = process.argv.slice(2);
createServer((socket) => socket.pipe(socket)).listen(0, host);
