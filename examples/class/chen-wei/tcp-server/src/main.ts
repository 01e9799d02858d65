import net from "node:net";

const [host, port] = process.argv.slice(2);

const server = net.createServer((socket) => {
  console.log("client connected", socket.remoteAddress, socket.remotePort);

  socket.on("data", (data) => {
    socket.write(data);
  });

  socket.on("close", () => {
    console.log("client disconnected");
  });
});

server.listen(Number(port), host, () => {
  console.log("listening on", host, port);
});
