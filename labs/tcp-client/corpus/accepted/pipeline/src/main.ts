// stdin -> lines -> conversation -> stdout: one pipeline.
import { once } from "node:events";
import net from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

const [host = "", port = ""] = process.argv.slice(2);
const REPLY_TIMEOUT_MS = Number(process.env.REPLY_TIMEOUT_MS ?? 10_000);
const CONNECT_TIMEOUT_MS = Number(process.env.CONNECT_TIMEOUT_MS ?? 0);
const NEWLINE = Buffer.from("\n");

async function connect(): Promise<net.Socket> {
  for (const start = Date.now(); ; await sleep(70)) {
    const socket = net.connect({ host, port: Number(port), allowHalfOpen: true, autoSelectFamilyAttemptTimeout: 5000 });
    try {
      await once(socket, "connect");
      return socket;
    } catch (error) {
      const { errors = [error] } = error as { errors?: unknown[] };
      const refused = errors.some((each) => (each as NodeJS.ErrnoException).code === "ECONNREFUSED");
      if (!refused || Date.now() - start >= CONNECT_TIMEOUT_MS) throw error;
    }
  }
}

async function* toLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    let rest = chunk;
    for (let end = rest.indexOf("\n") + 1; end > 0; end = rest.indexOf("\n") + 1) {
      yield Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      rest = rest.subarray(end);
    }
    if (rest.length > 0) parts.push(rest);
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

const whole = (line: Buffer): boolean => line.subarray(-1).equals(NEWLINE);

function conversation(socket: net.Socket) {
  return async function* (requests: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const replies = toLines(socket);
    for await (const request of requests) {
      socket.write(whole(request) ? request : Buffer.concat([request, NEWLINE]));
      const controller = new AbortController();
      const late = async (): Promise<never> => {
        await sleep(REPLY_TIMEOUT_MS, undefined, { signal: controller.signal });
        await new Promise(setImmediate);
        throw new Error(`no reply for ${REPLY_TIMEOUT_MS} ms`);
      };
      const { value: reply } = await Promise.race([replies.next(), late()]).finally(() => controller.abort());
      if (!reply || !whole(reply)) throw new Error("connection closed in the middle");
      yield reply;
    }
    socket.end();
    yield* replies;
  };
}

try {
  const socket = await connect();
  const broken = new AbortController();
  socket.on("error", (error) => broken.abort(error));
  try {
    await pipeline(process.stdin, toLines, conversation(socket), process.stdout, { signal: broken.signal });
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    socket.destroy();
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(`[${host}]:${port} failed:`, code ?? message);
  process.exitCode = 1;
  process.stdin.destroy();
}
