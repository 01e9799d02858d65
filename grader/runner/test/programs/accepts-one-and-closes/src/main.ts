import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.end();
  server.close();
});
server.listen(Number(port), host);
