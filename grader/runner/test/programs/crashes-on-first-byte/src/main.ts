import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", () => {
    throw new Error("a byte is too much for me");
  });
});
server.listen(Number(port), host);
