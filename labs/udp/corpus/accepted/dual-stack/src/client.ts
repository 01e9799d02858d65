// An IPv6 socket, connected to an IPv4-mapped address where the server has an IPv4 one.
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";

const [host = "localhost", port = "7000"] = process.argv.slice(2);
const patience = Number(process.env["RETRY_MS"] ?? 500);
const tries = Number(process.env["TRIES"] ?? 5);

const found = await lookup(host);
const socket = createSocket({ type: "udp6", ipv6Only: false });
socket.connect(Number(port), found.family === 4 ? `::ffff:${found.address}` : found.address);
await once(socket, "connect");
let refused = false;
socket.on("error", () => (refused = true));

const token = Math.trunc(performance.timeOrigin * 1000).toString(36);

async function ask(ticket: string, command: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = Buffer.from(ticket + command, "latin1");
  const listen = (datagram: Buffer) => {
    const text = datagram.toString("latin1");
    if (text.startsWith(ticket)) resolve(text.slice(ticket.length));
  };
  let sent = 0;
  const resend = () => {
    if (sent++ < tries) socket.send(request, () => {});
    else setImmediate(() => reject(new Error(`no reply from ${host} port ${port}${refused ? " (refused)" : ""}`)));
  };
  socket.on("message", listen);
  const timer = setInterval(resend, patience);
  resend();
  try {
    return await promise;
  } finally {
    clearInterval(timer);
    socket.off("message", listen);
  }
}

try {
  let rest = "";
  let count = 0;
  const execute = async (line: string) => {
    count++;
    process.stdout.write(`${await ask(`${token}${count.toString(36)} `, line)}\n`, "latin1");
  };
  for await (const piece of process.stdin.setEncoding("latin1")) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) await execute(line);
  }
  if (rest) await execute(rest);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
socket.close();
