import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
createServer((socket) => socket.pipe(socket)).listen(Number(port), host);
