// The main thread owns the socket, the worker owns the state. Requests travel by postMessage.
import { createSocket } from "node:dgram";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

interface Letter {
  address: string;
  port: number;
  bytes: Uint8Array;
}

function receive(host: string, port: number): void {
  const worker = new Worker(new URL(import.meta.url));
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  socket.on("message", (bytes, from) => worker.postMessage({ address: from.address, port: from.port, bytes } satisfies Letter));
  worker.on("message", ({ address, port: to, bytes }: Letter) => socket.send(bytes, to, address, () => {}));
  socket.bind(port, host);
}

function keepState(): void {
  const totals: Record<string, number> = { __proto__: null } as never;
  const memory: { peer: string; replies: Map<string, Uint8Array> }[] = [];

  const execute = (command: Buffer): Buffer | string => {
    if (command.subarray(0, 5).equals(Buffer.from("ECHO "))) return command.subarray(5);
    const [verb, name = "", number, ...more] = command.toString("latin1").split(" ");
    if (more.length > 0 || /[^0-9a-z-]/.test(name) || name.length < 1 || name.length > 32) return "ERR";
    if (verb === "GET" && number === undefined) return `${totals[name] ?? 0}`;
    if (verb !== "ADD" || number === undefined || !/^-?\d+$/.test(number)) return "ERR";
    if (Number(number) > 0x7fffffff || Number(number) < -0x80000000) return "ERR";
    totals[name] = (totals[name] ?? 0) + Number(number);
    return `${totals[name]}`;
  };

  parentPort!.on("message", ({ address, port, bytes }: Letter) => {
    const request = Buffer.from(bytes);
    const space = request.indexOf(0x20);
    if (space < 1 || space > 16) return;
    const id = request.toString("latin1", 0, space);
    if (/[^0-9a-z]/.test(id)) return;
    const peer = `${address}#${port}`;
    const at = memory.findIndex((entry) => entry.peer === peer);
    const [entry = { peer, replies: new Map() }] = at === -1 ? [] : memory.splice(at, 1);
    memory.push(entry);
    if (memory.length > 128) memory.shift();
    let reply = entry.replies.get(id);
    if (reply === undefined) {
      const result = execute(request.subarray(space + 1));
      reply = Uint8Array.from(Buffer.concat([Buffer.from(`${id} `), Buffer.from(result === "ERR" ? "ERR malformed" : result)]));
      entry.replies.set(id, reply);
      if (entry.replies.size > 1024) entry.replies.delete(entry.replies.keys().next().value!);
    }
    parentPort!.postMessage({ address, port, bytes: reply } satisfies Letter);
  });
}

if (isMainThread) receive(process.argv[2]!, Number(process.argv[3]));
else keepState();
