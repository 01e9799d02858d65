import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { connect } from "node:net";
import { basename } from "node:path";

const [host = "", port, path = "", name = basename(path)] = process.argv.slice(2);
let reply = "";

function die(reason: string): void {
  if (process.exitCode === undefined) console.error(reason);
  process.exitCode ??= 1;
  socket?.destroy();
}

function open(): { file: number; left: number } {
  try {
    const file = openSync(path, "r");
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error(`${path} is not a file`);
    return { file, left: stat.size };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

let { file, left } = open();
const socket = connect({ host, port: Number(port) }, () => {
  const header = Buffer.from(JSON.stringify({ size: left, name }));
  socket.write(Buffer.of(0, 0, header.length >> 8, header.length & 255));
  socket.write(header);
  more();
});
socket.on("drain", more);

const space = 32 * 1024;

function more(): void {
  let room = true;
  while (room && left > 0) {
    const piece = Buffer.alloc(Math.min(space, left));
    const read = readSync(file, piece);
    if (read === 0) return die(`${path} has become shorter`);
    left -= read;
    room = socket.write(piece.subarray(0, read));
  }
  if (left === 0 && !socket.writableEnded) socket.end();
}

socket.on("data", (chunk) => {
  reply += chunk.toString("latin1");
  if (!reply.endsWith("\n")) return;
  if (!reply.startsWith("OK ")) return die(`the server refused it: ${reply.trim()}`);
  process.exitCode = 0;
  process.stdout.write(reply);
  socket.destroy();
});
socket.on("error", (error: NodeJS.ErrnoException) => die(`${host}:${port}: ${error.message || error.code}`));
socket.on("close", () => {
  closeSync(file);
  if (process.exitCode === undefined) die("the server closed the connection and had not replied");
});
