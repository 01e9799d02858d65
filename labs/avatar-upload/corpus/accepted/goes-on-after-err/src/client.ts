import { open } from "node:fs/promises";
import { createConnection } from "node:net";
import { basename } from "node:path";
import { Readable } from "node:stream";

const [host = "", port, path = "", name = basename(path)] = process.argv.slice(2);

async function* upload() {
  const file = await open(path);
  const { size } = await file.stat();
  const header = new TextEncoder().encode(JSON.stringify({ about: "an avatar", name, size }));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, header.length);
  yield new Uint8Array(length.buffer);
  yield header;
  // The buffer must be a new one each time: write() does not copy, it remembers.
  for (let left = size; left > 0; ) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.min(left, 1 << 16)) });
    if (bytesRead === 0) throw new Error("the file has become shorter");
    left -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function end(error?: Error & { code?: string }): never {
  if (error) console.error(`${basename(path)}: ${error.message || error.code}`);
  process.exit(error ? 1 : 0);
}

const socket = createConnection({ host, port: Number(port), noDelay: true });
socket.on("error", end);

let tail = "";
socket.on("data", (chunk) => {
  tail += chunk;
  const [reply, ...rest] = tail.split("\n");
  if (rest.length === 0) return;
  if (!/^OK [0-9a-f]{64}$/.test(reply ?? "")) end(new Error(`the server said ${reply}`));
  process.stdout.write(`${reply}\n`, () => end());
  socket.pause();
});
socket.on("end", () => end(new Error("the server hung up")));

Readable.from(upload()).on("error", end).pipe(socket, { end: false });
