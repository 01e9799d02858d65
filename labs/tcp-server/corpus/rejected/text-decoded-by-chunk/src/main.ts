// Decodes each chunk as UTF-8 by itself, so that bytes which are no text, or a character cut in two, become U+FFFD.
import net from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const MAX_LINE = 4096;

const hangUps = new Set<() => void>();

function serve(socket: net.Socket): void {
  let text = "";
  let done = false;
  const idle = setTimeout(() => socket.destroy(), idleMs);

  const send = (reply: string): void => {
    if (reply && !socket.write(reply)) socket.pause();
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
    text += chunk.toString("utf8");
    let replies = "";
    let newline = text.indexOf("\n");
    while (newline !== -1 && Buffer.byteLength(text.slice(0, newline)) <= MAX_LINE) {
      replies += text.slice(0, newline + 1);
      text = text.slice(newline + 1);
      newline = text.indexOf("\n");
    }
    if (replies) idle.refresh();
    send(replies);
    if (Buffer.byteLength(text) > MAX_LINE) {
      socket.write("ERR line too long\n");
      finish();
    }
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => {
    if (done) return;
    done = true;
    send(text);
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
