import type { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { isWhole, LineReader } from "./lines.ts";

const LF = Buffer.from("\n");

/** Sends each line of `input`, and writes the server's reply to `output` before it sends the next. */
export async function converse(socket: Socket, input: Readable, output: Writable, replyMs: number): Promise<void> {
  // The connection may break while we wait for the user. Destroyed, the input fails with the same error.
  socket.on("error", (error) => input.destroy(error));
  output.on("error", () => {}); // write() below tells us

  const requests = new LineReader(input);
  const replies = new LineReader(socket);
  try {
    for (let request = await requests.line(); request.length > 0; request = await requests.line()) {
      const reply = await ask(socket, replies, request, replyMs);
      await write(output, reply); // until it is taken: a slow reader of our output slows the server down, not fills our memory
    }
    socket.end(); // FIN: "I have said everything". We go on listening.
    for await (const piece of replies.rest()) await write(output, piece);
  } finally {
    socket.destroy();
  }
}

/**
 * Sends a request and waits for the whole reply: what we have printed, we can't take back.
 * @throws {Error} where the connection ends or breaks first, or the time is over
 */
async function ask(socket: Socket, replies: LineReader, request: Buffer, replyMs: number): Promise<Buffer> {
  // Not socket.setTimeout(): any byte restarts that one, and a reply that trickles in would never be late.
  let lastLook: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    // Timers run before sockets are read: on a busy machine, the reply may be in time and unread.
    lastLook = setImmediate(() => socket.destroy(new Error(`no whole reply within ${replyMs} ms`)));
  }, replyMs);
  try {
    socket.write(isWhole(request) ? request : Buffer.concat([request, LF]));
    const reply = await replies.line();
    if (isWhole(reply)) return reply;
    throw new Error(`the server closed the connection ${reply.length === 0 ? "without a reply" : "in the middle of a reply"}`);
  } finally {
    clearTimeout(timer);
    clearImmediate(lastLook);
  }
}

/** Resolves when the bytes have been handed over. */
function write(output: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
