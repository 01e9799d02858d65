import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
// One check sends a byte alone. One is enough: each costs the grader's whole patience in CPU time.
const server = createServer((socket) => {
  socket.on("data", (data) => {
    if (data.length === 1) for (;;);
    socket.write(data);
  });
});
server.listen(Number(port), host);
