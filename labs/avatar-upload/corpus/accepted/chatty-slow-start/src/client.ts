import { createReadStream, statSync } from "node:fs";
import net from "node:net";
import { basename } from "node:path";

const [host, port, file = "", name = basename(file)] = process.argv.slice(2);
const log = (...words: unknown[]): void => console.error(...words);
log(`uploading ${file} as ${name} to ${host} port ${port}`);

let size = 0;
try {
  size = statSync(file).size;
} catch (error) {
  log((error as Error).message);
  process.exit(1);
}
log("it is", size, "bytes long");

const header = Buffer.from(JSON.stringify({ name, size }, null, 2));
const socket = net.connect(Number(port), host, () => {
  log("connected");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  for (const byte of Buffer.concat([length, header])) socket.write(Buffer.of(byte));
  const stream = createReadStream(file, { highWaterMark: 10_000 });
  stream.on("error", (error) => {
    log(error.message);
    process.exit(1);
  });
  stream.on("data", (piece) => {
    if (socket.write(piece)) return;
    stream.pause();
    socket.once("drain", () => stream.resume());
  });
  stream.on("end", () => log("all", size, "bytes are on their way"));
});
socket.setNoDelay(true);

const reply: Buffer[] = [];
socket.on("data", (chunk) => {
  log("received", chunk);
  reply.push(chunk);
  if (chunk.at(-1) !== 0x0a) return;
  const line = Buffer.concat(reply);
  const ok = line.toString().startsWith("OK ");
  if (ok) process.stdout.write(line);
  log(ok ? "done" : `refused: ${line}`);
  process.exit(ok ? 0 : 1);
});
socket.on("error", (error) => {
  log("error:", error.message, (error as NodeJS.ErrnoException).code);
  process.exit(1);
});
socket.on("close", () => {
  log("closed before a reply had come");
  process.exit(1);
});
