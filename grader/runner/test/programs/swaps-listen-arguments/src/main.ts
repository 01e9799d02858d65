import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
// A text in the place of the port is the path of a Unix socket to Node.
createServer((socket) => socket.pipe(socket)).listen(host, Number(port));
