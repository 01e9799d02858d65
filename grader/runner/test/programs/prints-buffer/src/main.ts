import { createServer } from "node:net";
import { inspect } from "node:util";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", (data) => socket.write(inspect(data)));
});
server.listen(Number(port), host);
