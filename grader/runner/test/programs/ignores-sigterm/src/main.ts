import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
process.on("SIGTERM", () => {});
createServer((socket) => socket.pipe(socket)).listen(Number(port), host);
