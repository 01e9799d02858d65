// Worker threads split the lines, the main thread keeps the sockets. One chunk of a client is under way at a time.
import net from "node:net";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

type Task = { id: number; kind: "chunk" | "end" | "gone"; bytes: Uint8Array };
type Answer = { id: number; reply: Uint8Array; tooLong: boolean; end: boolean };

const NOTHING = new Uint8Array();
const MAX_LINE = 4096;

function runWorker(): void {
  const tails = new Map<number, Uint8Array>();
  parentPort!.on("message", ({ id, kind, bytes }: Task) => {
    const tail = tails.get(id) ?? NOTHING;
    if (kind !== "chunk") {
      tails.delete(id);
      if (kind === "end") parentPort!.postMessage({ id, reply: tail, tooLong: false, end: true } satisfies Answer);
      return;
    }
    const data = new Uint8Array(tail.length + bytes.length);
    data.set(tail);
    data.set(bytes, tail.length);
    let start = 0;
    let lf = data.indexOf(10);
    while (lf !== -1 && lf - start <= MAX_LINE) {
      start = lf + 1;
      lf = data.indexOf(10, start);
    }
    const tooLong = (lf === -1 ? data.length : lf) - start > MAX_LINE;
    tails.set(id, tooLong ? NOTHING : data.slice(start));
    const reply = data.slice(0, start);
    parentPort!.postMessage({ id, reply, tooLong, end: false } satisfies Answer, [reply.buffer]);
  });
}

type Client = { id: number; socket: net.Socket; worker: Worker; idle: NodeJS.Timeout; busy: boolean; read: number };

function runServer(host: string | undefined, port: number, idleMs: number): void {
  const clients = new Map<number, Client>();
  let nextId = 0;
  let stopping = false;

  const onAnswer = ({ id, reply, tooLong, end }: Answer) => {
    const client = clients.get(id);
    if (!client) return; // gone in the meantime
    const { socket } = client;
    client.busy = false;
    if (end) {
      if (!socket.writableEnded) socket.end(stopping ? NOTHING : reply);
      return;
    }
    let room = true;
    if (reply.length > 0 && !socket.writableEnded) {
      client.idle.refresh();
      room = socket.write(reply);
    }
    if (tooLong) socket.end("ERR line too long\n");
    if (room || tooLong) socket.resume();
  };

  const pool = [1, 2].map(() => {
    const worker = new Worker(process.argv[1]!);
    worker.on("message", onAnswer);
    return worker;
  });

  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    const id = nextId++;
    const idle = setTimeout(() => socket.destroy(), idleMs);
    const client: Client = { id, socket, worker: pool[id % pool.length]!, idle, busy: false, read: -1 };
    clients.set(id, client);
    const give = (kind: Task["kind"], bytes: Uint8Array = NOTHING) => client.worker.postMessage({ id, kind, bytes } satisfies Task);
    socket.on("data", (chunk) => {
      if (socket.writableEnded) return;
      client.busy = true;
      socket.pause();
      give("chunk", chunk);
    });
    socket.on("drain", () => {
      if (!client.busy) socket.resume();
    });
    socket.on("end", () => {
      client.busy = true;
      give("end");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(idle);
      clients.delete(id);
      give("gone");
    });
  });

  server.on("error", (error) => {
    console.error(`cannot listen on ${host}:${port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(port, host);

  const closeDoor = (before: number) => {
    if (nextId === before) server.close();
    else setImmediate(closeDoor, nextId);
  };

  process.on("SIGTERM", () => {
    stopping = true;
    setImmediate(closeDoor, -1);
    setInterval(() => {
      for (const client of clients.values()) {
        const { socket, busy } = client;
        const read = busy || socket.writableLength > 0 ? -1 : socket.bytesRead;
        if (read !== -1 && read === client.read) socket.end(() => socket.destroy());
        client.read = read;
      }
      if (clients.size === 0) process.exit(0);
    }, 20);
    setTimeout(() => process.exit(0), 1500);
  });
}

if (isMainThread) {
  const [host, port] = process.argv.slice(2);
  runServer(host, Number(port), Number(process.env.IDLE_TIMEOUT_MS ?? 30_000));
} else {
  runWorker();
}
