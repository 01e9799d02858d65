// Takes each chunk of the stream for a message and sends it back at once, whole line or not.
import net from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;
const LF = 0x0a;

const hangUps = new Set<() => void>();

function serve(socket: net.Socket): void {
  let lineLength = 0;
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
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      if (lineLength + end - start > MAX_LINE) break;
      start = end + 1;
      lineLength = 0;
      idle.refresh();
    }
    lineLength += chunk.length - start;
    if (lineLength > MAX_LINE) {
      send(chunk.subarray(0, start));
      socket.write("ERR line too long\n");
      finish();
    } else {
      send(chunk);
    }
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (done) return;
    done = true;
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
