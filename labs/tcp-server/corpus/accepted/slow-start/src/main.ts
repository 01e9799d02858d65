// Takes two seconds to warm up before it listens; only a taken port is noticed earlier.
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const host = process.argv[2];
const port = Number(process.argv[3]);
const idleTimeoutMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
const maxLine = 4096;

const sockets = new Map<net.Socket, number>();
let arrivals = 0;
let stopping = false;

function giveUp(reason: string): never {
  console.error(`Could not listen on ${host} port ${port}: ${reason}`);
  process.exit(1);
}

function someoneIsThere(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect({ port, ...(host === undefined ? {} : { host }) });
    probe.once("connect", () => {
      const self = probe.localPort === probe.remotePort;
      probe.destroy();
      resolve(!self);
    });
    probe.once("error", () => resolve(false));
  });
}

function converse(socket: net.Socket) {
  arrivals++;
  sockets.set(socket, -1);
  const idle = setTimeout(() => socket.destroy(), idleTimeoutMs);
  let held: Buffer = Buffer.alloc(0);

  socket
    .on("error", () => {})
    .on("drain", () => socket.resume())
    .on("close", () => {
      clearTimeout(idle);
      sockets.delete(socket);
    })
    .on("end", () => {
      if (!socket.writableEnded) socket.end(stopping ? "" : held);
    })
    .on("data", (chunk) => {
      if (socket.writableEnded) return;
      const all = Buffer.concat([held, chunk]);
      let from = 0;
      let to = all.indexOf(0x0a);
      while (to !== -1 && to - from <= maxLine) {
        from = to + 1;
        to = all.indexOf(0x0a, from);
      }
      held = all.subarray(from);
      if (from > 0) {
        idle.refresh();
        if (!socket.write(all.subarray(0, from))) socket.pause();
      }
      if ((to === -1 ? all.length : to) - from > maxLine) socket.end("ERR line too long\n");
    });
}

const server = net.createServer({ allowHalfOpen: true }, converse);
server.on("error", (error) => giveUp(error.message));

async function main() {
  if (await someoneIsThere()) giveUp("the port is in use");
  await sleep(2000);
  server.listen(port, host);
}

async function shutDown() {
  stopping = true;
  setTimeout(() => process.exit(0), 1500);
  let before = -1;
  do {
    before = arrivals;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  } while (arrivals !== before);
  server.close();
  while (sockets.size > 0) {
    for (const [socket, read] of sockets) {
      const written = socket.writableLength === 0;
      if (written && read === socket.bytesRead) socket.end(() => socket.destroy());
      else sockets.set(socket, written ? socket.bytesRead : -1);
    }
    await sleep(20);
  }
  process.exit(0);
}

process.on("SIGTERM", () => void shutDown());
void main();
