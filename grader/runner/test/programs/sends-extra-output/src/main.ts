import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", (data) => socket.write(data.toString() + "You are welcome.\n"));
});
server.listen(Number(port), host);
