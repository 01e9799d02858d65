// Ends, with exit code 0, in the middle of its reply.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
createServer((socket) => socket.once("data", () => socket.write("OK 0123", () => process.exit(0)))).listen(Number(port), host);
