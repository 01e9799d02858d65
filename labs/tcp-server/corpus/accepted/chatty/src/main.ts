// Talks a lot, to the terminal; to the clients only what is due.
import net from "node:net";

const [host, port] = process.argv.slice(2);
const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30000);
const started = Date.now();
let serial = 0;
let stopping = false;
const clients = new Map<net.Socket, { id: number; read: number }>();

process.stdout.on("error", () => {}); // nobody may be listening
process.stderr.on("error", () => {});

function log(who: string, what: string) {
  console.log(`[+${Date.now() - started} ms] ${who}: ${what}`);
}

log("server", `pid ${process.pid}, node ${process.version}, idle timeout ${idleMs} ms`);

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  const me = { id: ++serial, read: -1 };
  const name = `client ${me.id}`;
  clients.set(socket, me);
  log(name, `hello, ${socket.remoteAddress}:${socket.remotePort}! ${clients.size} connected`);

  let buffered: Buffer = Buffer.alloc(0);
  let lines = 0;
  const idle = setTimeout(() => {
    console.error(`${name} said nothing for ${idleMs} ms, dropping it`);
    socket.destroy();
  }, idleMs);

  socket.on("data", (chunk) => {
    log(name, `${chunk.length} bytes in, ${socket.bytesRead} in all`);
    if (socket.writableEnded) return log(name, "...ignored");
    const bytes = Buffer.concat([buffered, chunk]);
    let begin = 0;
    let lf: number;
    while ((lf = bytes.indexOf("\n", begin)) !== -1 && lf - begin <= 4096) {
      lines++;
      begin = lf + 1;
    }
    buffered = bytes.subarray(begin);
    if (begin > 0) {
      idle.refresh();
      const ok = socket.write(bytes.subarray(0, begin));
      log(name, `${begin} bytes out, ${lines} lines so far`);
      if (!ok) {
        console.error(`${name} is slow, ${socket.writableLength} bytes wait: pausing it`);
        socket.pause();
      }
    }
    if ((lf === -1 ? bytes.length : lf) - begin > 4096) {
      console.error(`${name} sent a line that is too long`);
      socket.end("ERR line too long\n");
    }
  });
  socket.on("drain", () => {
    log(name, "drained, resuming");
    socket.resume();
  });
  socket.on("end", () => {
    log(name, `FIN, with a tail of ${buffered.length} bytes`);
    if (!socket.writableEnded) socket.end(stopping ? "" : buffered);
  });
  socket.on("error", (error) => console.error(`${name}: ${error.message}`));
  socket.on("close", (hadError) => {
    clearTimeout(idle);
    clients.delete(socket);
    log(name, `closed${hadError ? " by an error" : ""}; ${socket.bytesRead} in, ${socket.bytesWritten} out`);
  });
});

server.on("listening", () => log("server", `ready on ${JSON.stringify(server.address())}`));
server.on("close", () => log("server", "all doors closed"));
server.on("error", (error) => {
  console.error(`server: cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host);

process.on("SIGTERM", () => {
  log("server", `SIGTERM, ${clients.size} clients to see off`);
  stopping = true;
  setImmediate(function closeDoor(before: number) {
    if (serial === before) server.close();
    else setImmediate(closeDoor, serial);
  }, -1);
  setInterval(() => {
    for (const [socket, me] of clients) {
      const read = socket.writableLength === 0 ? socket.bytesRead : -1;
      if (read !== -1 && read === me.read) {
        log(`client ${me.id}`, "goodbye");
        socket.end(() => socket.destroy());
      }
      me.read = read;
    }
    if (clients.size === 0) {
      log("server", "goodbye, world");
      process.exit(0);
    }
  }, 25);
  setTimeout(() => {
    console.error(`server: ${clients.size} clients would not go, leaving without them`);
    process.exit(0);
  }, 1400);
});
