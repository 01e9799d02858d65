import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => socket.pipe(socket));
setTimeout(() => server.listen(Number(port), host), 2500);
