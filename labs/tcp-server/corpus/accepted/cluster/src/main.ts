// node:cluster: two workers serve, the primary only looks after them.
import cluster from "node:cluster";
import net from "node:net";

const host = process.argv[2];
const port = Number(process.argv[3]);

function primary() {
  let stopping = false;
  cluster.schedulingPolicy = cluster.SCHED_NONE; // the workers accept for themselves
  const killAll = () => Object.values(cluster.workers ?? {}).forEach((worker) => worker?.process.kill("SIGKILL"));
  cluster.on("message", (_worker, complaint: string) => {
    console.error(complaint);
    killAll();
    process.exit(1);
  });
  cluster.on("exit", () => {
    if (!stopping) cluster.fork();
    else if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
  });
  cluster.fork();
  cluster.fork();

  process.on("SIGTERM", () => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.send("stop");
    setTimeout(() => {
      killAll();
      process.exit(0);
    }, 1750);
  });
}

function worker() {
  const idleMs = Number(process.env.IDLE_TIMEOUT_MS ?? 30_000);
  const maxLine = 4096;
  const clients = new Map<net.Socket, number>();
  let accepted = 0;
  let stopping = false;

  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    let line: Buffer = Buffer.alloc(0);
    const idle = setTimeout(() => socket.destroy(), idleMs);
    clients.set(socket, -1);
    accepted++;

    socket.on("data", (chunk) => {
      if (socket.writableEnded) return;
      const data = Buffer.concat([line, chunk]);
      let start = 0;
      let end = data.indexOf("\n");
      while (end >= 0 && end - start <= maxLine) {
        start = end + 1;
        end = data.indexOf("\n", start);
      }
      line = data.subarray(start);
      if (start > 0) {
        idle.refresh();
        if (!socket.write(data.subarray(0, start))) socket.pause();
      }
      if ((end < 0 ? data.length : end) - start > maxLine) socket.end("ERR line too long\n");
    });
    socket.on("drain", () => socket.resume());
    socket.on("end", () => {
      if (!socket.writableEnded) socket.end(stopping ? "" : line);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(idle);
      clients.delete(socket);
    });
  });

  server.on("error", (error) => {
    process.send?.(`cannot listen on ${host}:${port}: ${error.message}`);
  });
  server.listen(port, host);

  const closeDoor = (before: number) => {
    if (accepted === before) server.close();
    else setImmediate(closeDoor, accepted);
  };
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setImmediate(closeDoor, -1);
    setInterval(() => {
      for (const [socket, seen] of clients) {
        const read = socket.writableLength === 0 ? socket.bytesRead : -1;
        if (read >= 0 && read === seen) socket.end(() => socket.destroy());
        clients.set(socket, read);
      }
      if (clients.size === 0) process.exit(0);
    }, 20);
    setTimeout(() => process.exit(0), 1400);
  };
  process.on("message", stop);
  process.on("SIGTERM", stop); // when the whole group is told
}

if (cluster.isPrimary) primary();
else worker();
