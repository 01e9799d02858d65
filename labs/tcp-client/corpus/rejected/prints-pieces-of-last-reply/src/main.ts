// After the last request there is nothing left to decide: what comes is passed on.
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

let asksNoMore = false;

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
    if (!asksNoMore) continue;
    yield Buffer.concat(rest);
    rest = [];
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

function print(bytes: Buffer): Promise<void> {
  return new Promise((done) => process.stdout.write(bytes, () => done()));
}

// The socket goes, stdin goes: nothing is left to wait for, but what stdout has still to take.
function fail(reason: NodeJS.ErrnoException): void {
  console.error(`${host}:${port}: ${reason.code ?? reason.message}`);
  process.exitCode = 1;
  process.stdin.destroy();
}

// One whole reply, the last one piece by piece.
async function printReply(socket: net.Socket, replies: AsyncGenerator<Buffer>): Promise<void> {
  let look: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    look = setImmediate(() => socket.destroy(new Error("no reply in time")));
  }, REPLY_TIMEOUT_MS);
  try {
    for (let piece = Buffer.alloc(0); piece.at(-1) !== LF; await print(piece)) {
      const { value } = await replies.next();
      if (!value || (!asksNoMore && value.at(-1) !== LF)) throw new Error("closed before the reply was whole");
      piece = value;
    }
  } finally {
    clearTimeout(timer);
    clearImmediate(look);
  }
}

async function main(): Promise<void> {
  const socket = await open();
  socket.on("error", (error) => process.stdin.destroy(error));
  const replies = lines(socket);
  const requests = lines(process.stdin);
  let request = await requests.next();
  while (!request.done) {
    socket.write(request.value.at(-1) === LF ? request.value : Buffer.concat([request.value, Buffer.of(LF)]));
    const next = requests.next();
    next.then(
      ({ done }) => (asksNoMore = done === true),
      () => {},
    );
    await printReply(socket, replies);
    request = await next;
  }
  socket.end();
  for await (const piece of replies) await print(piece);
}

main().catch(fail);
