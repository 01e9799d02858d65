// Sends 10 MB of bytes that are no text, on one endless line, to the peer and to stderr.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
const bytes = Buffer.alloc(10e6, Buffer.from([0x1b, 0x5d, 0xff, 0xe2, 0x80, 0xae, 0x3c]));
process.stderr.write(bytes);
createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", () => socket.end(bytes));
}).listen(Number(port), host);
