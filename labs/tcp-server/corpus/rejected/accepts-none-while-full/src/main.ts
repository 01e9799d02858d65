// As long as one client does not read, new ones stand in line.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const IDLE_MS = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;
const LF = 0x0a;

const clients = new Map<net.Socket, number>(); // how much had been read when it was last seen quiet
let accepted = 0;
let stopping = false;

const full = new Set<net.Socket>();
const waiting: net.Socket[] = [];

const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
  waiting.push(socket);
  letIn();
});

function letIn() {
  while (full.size === 0 && waiting.length > 0) serve(waiting.shift()!);
}

function serve(socket: net.Socket) {
  let rest: Buffer = Buffer.alloc(0);
  const idle = setTimeout(() => socket.destroy(), IDLE_MS);
  clients.set(socket, -1);
  accepted += 1;

  socket.on("data", (chunk) => {
    if (socket.writableEnded) return;
    const data = Buffer.concat([rest, chunk]);
    let start = 0;
    let end = data.indexOf(LF);
    while (end !== -1 && end - start <= MAX_LINE) {
      start = end + 1;
      end = data.indexOf(LF, start);
    }
    rest = data.subarray(start);
    if (start > 0) {
      idle.refresh();
      if (!socket.write(data.subarray(0, start))) {
        socket.pause();
        full.add(socket);
      }
    }
    if ((end === -1 ? data.length : end) - start > MAX_LINE) socket.end("ERR line too long\n");
  });
  socket.on("drain", () => {
    socket.resume();
    full.delete(socket);
    letIn();
  });
  socket.on("end", () => {
    if (!socket.writableEnded) socket.end(stopping ? "" : rest);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    clearTimeout(idle);
    clients.delete(socket);
    full.delete(socket);
    letIn();
  });
  socket.resume();
}

server.on("error", (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host);

// Whoever stands in the accept queue came before the signal: let them in, then close the door.
function closeDoor(before: number) {
  if (accepted === before) server.close();
  else setImmediate(closeDoor, accepted);
}

process.on("SIGTERM", () => {
  stopping = true;
  setImmediate(closeDoor, -1);
  setInterval(() => {
    for (const [socket, seen] of clients) {
      const quiet = socket.writableLength === 0;
      if (quiet && seen === socket.bytesRead) socket.end(() => socket.destroy());
      else clients.set(socket, quiet ? socket.bytesRead : -1);
    }
    if (clients.size === 0) process.exit(0);
  }, 20);
  setTimeout(() => process.exit(0), 1500);
});
