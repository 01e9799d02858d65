// One async function a client: for await over the socket, await for the drain.
import { once } from "node:events";
import net from "node:net";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";

const [host, port] = process.argv.slice(2);
const IDLE_TIMEOUT_MS = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const LIMIT = 4096;

const open = new Set<net.Socket>();
let total = 0;
let terminating = false;

async function serve(socket: net.Socket): Promise<void> {
  const gone = new AbortController();
  const idle = setTimeout(() => socket.destroy(), IDLE_TIMEOUT_MS);
  socket.once("close", () => gone.abort());
  let unfinished: Buffer = Buffer.alloc(0);
  try {
    // Left alone, the loop destroys the socket at FIN, together with the replies on their way.
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      if (socket.writableEnded) continue;
      const data = Buffer.concat([unfinished, chunk as Buffer]);
      let whole = 0;
      let newline = data.indexOf(0x0a);
      for (; newline !== -1 && newline - whole <= LIMIT; newline = data.indexOf(0x0a, whole)) whole = newline + 1;
      unfinished = data.subarray(whole);
      if (whole > 0) idle.refresh();
      const tooLong = (newline === -1 ? data.length : newline) - whole > LIMIT;
      const room = whole === 0 || socket.write(data.subarray(0, whole));
      if (tooLong) socket.end("ERR line too long\n");
      else if (!room) await once(socket, "drain", { signal: gone.signal });
    }
    if (!socket.writableEnded) socket.end(terminating ? "" : unfinished);
  } catch {
    socket.destroy(); // reset, or closed while we waited
  } finally {
    if (!socket.destroyed) await once(socket, "close").catch(() => {});
    clearTimeout(idle);
  }
}

const server = net.createServer({ allowHalfOpen: true });
server.on("connection", (socket) => {
  total += 1;
  open.add(socket);
  socket.on("error", () => {});
  void serve(socket).finally(() => open.delete(socket));
});

async function terminate(): Promise<void> {
  terminating = true;
  setTimeout(() => process.exit(0), 1500);
  for (let before = -1; before !== total; ) {
    before = total;
    await turn();
    await turn();
  }
  server.close();
  const read = new Map<net.Socket, number>();
  for (; open.size > 0; await sleep(20)) {
    for (const socket of open) {
      const pending = socket.writableLength > 0 || socket.readableLength > 0;
      if (!pending && read.get(socket) === socket.bytesRead) socket.end(() => socket.destroy());
      read.set(socket, pending ? -1 : socket.bytesRead);
    }
  }
  process.exit(0);
}

process.on("SIGTERM", () => void terminate());
server.listen(Number(port), host);
once(server, "listening").catch((error: Error) => {
  console.error(`Could not listen on ${host}:${port}:`, error.message);
  process.exit(1);
});
