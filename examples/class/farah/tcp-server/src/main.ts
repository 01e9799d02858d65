import { createServer, type Socket } from "node:net";

const [host, port] = process.argv.slice(2);
const timeout = Number(process.env["IDLE_TIMEOUT_MS"] || 30000);

interface Client {
  socket: Socket;
  rest: Buffer;
  timer?: NodeJS.Timeout;
}

const clients: Record<string, Client> = {};

function addClient(socket: Socket) {
  const id = `${socket.remoteAddress}:${socket.remotePort}`;
  clients[id] = { socket, rest: Buffer.alloc(0) };
  restartTimer(clients[id]);
}

function getClient(socket: Socket): Client {
  return clients[`${socket.remoteAddress}:${socket.localPort}`]!;
}

function restartTimer(client: Client) {
  clearTimeout(client.timer);
  client.timer = setTimeout(() => client.socket.destroy(), timeout);
}

function onData(client: Client, chunk: Buffer) {
  client.rest = Buffer.concat([client.rest, chunk]);
  let end;
  while ((end = client.rest.indexOf(10)) >= 0) {
    client.socket.write(client.rest.subarray(0, end + 1));
    client.rest = client.rest.subarray(end + 1);
    restartTimer(client);
  }
}

const server = createServer((socket) => {
  addClient(socket);
  socket.on("data", (chunk) => onData(getClient(socket), chunk));
  socket.on("error", () => socket.destroy());
});

server.listen({ host, port: Number(port) }, () => console.log("ready"));
