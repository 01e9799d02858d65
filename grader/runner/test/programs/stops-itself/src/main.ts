import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", () => process.kill(process.pid, "SIGSTOP"));
});
server.listen(Number(port), host);
