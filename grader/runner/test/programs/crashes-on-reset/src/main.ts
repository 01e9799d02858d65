import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
// No 'error' handler on the socket.
const server = createServer((socket) => {
  socket.on("data", (data) => socket.write(data));
});
server.listen(Number(port), host);
