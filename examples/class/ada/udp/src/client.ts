import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { on, once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";

const [host = "", port = ""] = process.argv.slice(2);
const { RETRY_MS = "500", TRIES = "5" } = process.env;
const decoder = "latin1";

const { address, family } = await lookup(host);
const socket = createSocket(family === 6 ? "udp6" : "udp4");
socket.connect(Number(port), address);
await once(socket, "connect");
socket.on("error", () => {});

const arrived: Buffer[] = [];
socket.on("message", (datagram) => arrived.push(datagram));

async function ask(id: string, command: string): Promise<string> {
  for (let n = Number(TRIES); n > 0; n--) {
    socket.send(Buffer.from(`${id} ${command}`, decoder), () => {});
    const signal = AbortSignal.timeout(Number(RETRY_MS));
    try {
      for await (const _ of on(socket, "message", { signal })) {
        const reply = find(id);
        if (reply !== undefined) return reply;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await turn();
    const reply = find(id);
    if (reply !== undefined) return reply;
  }
  throw new Error(`gave up on "${command.slice(0, 40)}"`);
}

function find(id: string): string | undefined {
  const replies = arrived.splice(0).map((datagram) => datagram.toString(decoder));
  return replies.find((reply) => reply.startsWith(`${id} `))?.slice(id.length + 1);
}

async function* commands() {
  let text = "";
  for await (const piece of process.stdin) {
    text += (piece as Buffer).toString(decoder);
    yield* text.split("\n").slice(0, -1);
    text = text.slice(text.lastIndexOf("\n") + 1);
  }
  if (text.length > 0) yield text;
}

try {
  let id = BigInt(Date.now()) * 1_000_000n;
  for await (const command of commands()) process.stdout.write(Buffer.from(`${await ask((id++).toString(36), command)}\n`, decoder));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  socket.close();
}
