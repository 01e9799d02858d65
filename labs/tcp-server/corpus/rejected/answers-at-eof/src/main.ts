// Reads until the client half-closes and only then sends everything back.
import net from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const LF = 0x0a;

const hangUps = new Set<() => void>();

function serve(socket: net.Socket): void {
  const received: Buffer[] = [];
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
    if (chunk.includes(LF)) idle.refresh();
    received.push(chunk);
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (done) return;
    done = true;
    send(Buffer.concat(received));
    socket.end();
  });
  socket.on("error", () => {}); // "close" follows
  socket.on("close", () => {
    clearTimeout(idle);
    hangUps.delete(hangUp);
  });
}

const server = net.createServer({ allowHalfOpen: true }, serve);
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
