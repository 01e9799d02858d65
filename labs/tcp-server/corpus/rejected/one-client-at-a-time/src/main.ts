// Serves one client at a time; the next has to wait until the one before it has left.
import net from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;
const LF = 0x0a;

const hangUps = new Set<() => void>();

function serve(socket: net.Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  let done = false;
  const idle = setTimeout(() => socket.destroy(), idleMs);

  const send = (bytes: Buffer): void => {
    if (bytes.length > 0 && !socket.write(bytes)) socket.pause();
  };

  // Reads on for a moment: closing with bytes unread would reset the connection.
  const finish = (): void => {
    done = true;
    socket.end(() => setTimeout(() => socket.destroy(), 300));
    socket.resume();
  };

  const hangUp = (): void => {
    if (done) return;
    if (socket.isPaused()) setTimeout(hangUp, 50);
    else finish();
  };
  hangUps.add(hangUp);

  socket.on("data", (chunk: Buffer) => {
    if (done) return;
    const data = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(LF); end !== -1; end = data.indexOf(LF, start)) {
      if (end - start > MAX_LINE) break;
      start = end + 1;
    }
    if (start > 0) idle.refresh();
    send(data.subarray(0, start));
    rest = data.subarray(start);
    if (rest.length > MAX_LINE) {
      socket.write("ERR line too long\n");
      finish();
    }
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (done) return;
    done = true;
    send(rest);
    socket.end();
  });
  socket.on("error", () => {}); // "close" follows
  socket.on("close", () => {
    clearTimeout(idle);
    hangUps.delete(hangUp);
  });
}

const waiting: net.Socket[] = [];
let busy = false;

function serveNext(): void {
  const socket = waiting.shift();
  busy = socket !== undefined;
  if (!socket) return;
  serve(socket);
  socket.on("close", serveNext);
  socket.resume();
}

const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
  waiting.push(socket);
  if (!busy) serveNext();
});
server.on("error", (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host);

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  setTimeout(() => hangUps.forEach((hangUp) => hangUp()), 150);
  setTimeout(() => process.exit(0), 1500);
});
