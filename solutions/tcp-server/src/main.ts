import { createServer } from "node:net";
import { getSystemErrorMap } from "node:util";
import { Connection } from "./connection.ts";
import { quiet } from "./quiet.ts";

const MAX_TIMER_MS = 2 ** 31 - 1; // setTimeout() takes more than that for 1

const [host = "", portText = ""] = process.argv.slice(2);
const port = wholeNumber(portText, 0, 65535);
const idleMs = wholeNumber(process.env["IDLE_TIMEOUT_MS"] ?? "30000", 1, MAX_TIMER_MS);

if (host === "" || port === undefined || idleMs === undefined) {
  console.error("usage: [IDLE_TIMEOUT_MS=<ms>] main.ts <host> <port>");
  process.exit(2);
}

const connections = new Set<Connection>();
let accepted = 0;
let stopping = false;

// allowHalfOpen: a FIN says "I have said all", not "I have heard all". Without it, Node would end
// our side as soon as the client ends its own, before we could answer the tail.
// noDelay: our replies are whole when we write them; Nagle's algorithm would wait for more.
const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  const connection = new Connection(socket, idleMs);
  accepted += 1;
  connections.add(connection);
  socket.on("close", () => connections.delete(connection));
});

server.on("error", (error: NodeJS.ErrnoException) => {
  const reason = getSystemErrorMap().get(error.errno ?? 0)?.[1] ?? error.message;
  if (server.listening) {
    // Too many open files, for one. The clients we have are still served.
    console.error(`accept: ${reason}`);
  } else {
    console.error(`listen: cannot listen on ${at(host, port)}: ${reason}`);
    process.exitCode = 1;
  }
});

server.listen({ host, port }, () => {
  const bound = server.address();
  if (bound !== null && typeof bound === "object") {
    console.log(`listening on ${at(bound.address, bound.port)}`);
  }
  // Not once(): a second signal would find no handler, and kill us in the middle of a reply.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
});

/** Answers what has arrived, closes everything. With nothing left to wait for, Node then exits. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  void farewell();
  // Clients may send on, or not read, or never close: that must not keep us. unref(): but these two
  // timers must not keep us either, when all clients have left sooner.
  setTimeout(() => connections.forEach((connection) => connection.hangUp()), 500).unref();
  setTimeout(() => process.exit(), 1200).unref();
}

async function farewell(): Promise<void> {
  // The kernel shakes hands on its own, ahead of us. Clients that wait in its queue, the backlog,
  // see themselves connected and may have sent lines: let them in before the door is shut.
  await quiet(() => accepted);
  server.close();
  connections.forEach((connection) => void connection.leave());
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
}

function at(address: string, portNumber: number): string {
  return address.includes(":") ? `[${address}]:${portNumber}` : `${address}:${portNumber}`;
}
