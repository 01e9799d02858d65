import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", () => socket.write("I am sorry, but your line was lost on its way\n"));
});
server.listen(Number(port), host);
