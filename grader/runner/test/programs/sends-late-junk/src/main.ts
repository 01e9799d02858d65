import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", (data) => {
    socket.write(data);
    setTimeout(() => socket.write("late"), 50);
  });
});
server.listen(Number(port), host);
