// Whoever types blanks first does not mean them.
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const REPLY_TIMEOUT_MS = Number(process.env.REPLY_TIMEOUT_MS ?? 10_000);
const CONNECT_TIMEOUT_MS = Number(process.env.CONNECT_TIMEOUT_MS ?? 0);
const LF = 10;

async function open(): Promise<net.Socket> {
  const deadline = Date.now() + CONNECT_TIMEOUT_MS;
  for (;;) {
    try {
      const socket = net.connect({ host, port: Number(port), allowHalfOpen: true, autoSelectFamilyAttemptTimeout: 5000 });
      await once(socket, "connect");
      return socket;
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await sleep(100);
    }
  }
}

// Whole lines with their LF, and at the end what is left.
async function* lines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, lf + 1)]);
      rest = [];
      start = lf + 1;
    }
    rest.push(chunk.subarray(start));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

function print(bytes: Buffer): Promise<void> {
  return new Promise((done) => process.stdout.write(bytes, () => done()));
}

function fail(reason: NodeJS.ErrnoException): never {
  console.error(`${host}:${port}: ${reason.code ?? reason.message}`);
  process.exit(1);
}

async function main(): Promise<void> {
  const socket = await open();
  socket.on("error", fail);
  const replies = lines(socket);
  for await (const request of lines(process.stdin)) {
    const trimmed = request.subarray(request.findIndex((byte) => byte !== 0x20 && byte !== 0x09));
    socket.write(trimmed.at(-1) === LF ? trimmed : Buffer.concat([trimmed, Buffer.of(LF)]));
    const timer = setTimeout(() => fail(new Error("no reply in time")), REPLY_TIMEOUT_MS);
    const { value: reply } = await replies.next();
    clearTimeout(timer);
    if (reply?.at(-1) !== LF) fail(new Error("closed before the reply was whole"));
    await print(reply);
  }
  socket.end();
  for await (const piece of replies) await print(piece);
}

main().catch(fail);
