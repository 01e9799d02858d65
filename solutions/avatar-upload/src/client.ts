import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { basename } from "node:path";

const MAX_REPLY = 1024; // bytes; OK and a hash take 68

const [host = "", port = "", file = "", name = basename(file)] = process.argv.slice(2);

if (host === "" || !/^\d+$/.test(port) || file === "") {
  console.error("usage: client.ts <host> <port> <file> [name]");
  process.exit(2);
}

try {
  const reply = await upload();
  if (!reply.startsWith("OK ")) throw new Error(`the server says: ${reply}`);
  console.log(reply);
} catch (error) {
  console.error(`upload of ${file} failed: ${reason(error)}`);
  process.exitCode = 1;
}

async function upload(): Promise<string> {
  await using picture = await open(file); // before connecting: without a picture, there is nothing to say
  const stats = await picture.stat();
  if (!stats.isFile()) throw new Error("not a file");

  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, "connect");
    // The reply may come before all is sent: a refusal needs no more than the header. Whoever sends
    // first and listens afterwards may wait for ever, and so may a server that has stopped reading.
    const reply = readLine(socket);
    send(socket, picture, stats.size).catch((error: Error) => socket.destroy(error));
    return await reply;
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, picture: FileHandle, size: number): Promise<void> {
  const header = Buffer.from(JSON.stringify({ name, size })); // a Buffer's length is in bytes, a string's is not
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  socket.write(Buffer.concat([length, header]));

  let sent = 0;
  // No more than was announced, though the file may be growing.
  const pieces = size === 0 ? [] : picture.createReadStream({ start: 0, end: size - 1, autoClose: false });
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    sent += piece.length;
    // False means "enough for now": without the wait, a large file would pile up in our memory.
    if (!socket.write(piece)) await once(socket, "drain");
  }
  if (sent < size) throw new Error(`the file has become shorter: ${sent} bytes of ${size}`);
}

/** The server's reply, without its LF. It is no reply before its LF has come. */
async function readLine(socket: Socket): Promise<string> {
  let text = "";
  for await (const piece of socket.setEncoding("utf8") as AsyncIterable<string>) {
    text += piece;
    const end = text.indexOf("\n");
    if (end !== -1) return text.slice(0, end);
    if (text.length > MAX_REPLY) throw new Error("the server's reply has no end");
  }
  throw new Error("the server closed the connection without a whole reply");
}

/** One line for people: a stack trace is for programmers. */
function reason(error: unknown): string {
  // A name with several addresses: each was tried, and each has an error of its own.
  if (error instanceof AggregateError) return error.errors.map(reason).join("; ");
  return error instanceof Error ? error.message : String(error);
}
