import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, unlinkSync } from "node:fs";
import { rename, unlink } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { finished } from "node:stream/promises";

const [host, port, directory = "."] = process.argv.slice(2);
const { MAX_BYTES = "5242880", UPLOAD_TIMEOUT_MS = "10000" } = process.env;
const temporary = new Set<string>();

/** Waits for at least one byte that is not there yet; false at FIN. */
function arrival(socket: Socket, ms?: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const over = (outcome: () => void) => () => {
      clearTimeout(timer);
      socket.off("readable", onReadable).off("end", onEnd).off("close", onClose);
      outcome();
    };
    const onReadable = over(() => resolve(true));
    const onEnd = over(() => resolve(false));
    const onClose = over(() => reject(new Error("gone")));
    const timer = ms === undefined ? undefined : setTimeout(() => setImmediate(over(() => reject(new Error("stalled")))), ms);
    socket.on("readable", onReadable).on("end", onEnd).on("close", onClose);
    if (socket.readableEnded) onEnd();
    else if (socket.destroyed) onClose();
  });
}

async function read(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: Buffer | null = socket.read(count); // null: not so many yet; fewer: there will be no more
    if (bytes?.length === count) return bytes;
    if (bytes || !(await arrival(socket, Number(UPLOAD_TIMEOUT_MS)))) throw new Error("FIN in mid-upload");
  }
}

function checkHeader(bytes: Buffer): { name: string; size: number } {
  let header: Record<string, unknown> | null;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw "BAD_HEADER";
  }
  const { name, size } = header ?? {};
  if (typeof name !== "string" || typeof size !== "number" || size < 0 || size % 1 !== 0) throw "BAD_HEADER";
  if (name === "" || name[0] === "." || Buffer.from(name).length > 255) throw "BAD_NAME";
  for (const forbidden of ["/", "\\", "\0"]) if (name.includes(forbidden)) throw "BAD_NAME";
  if (size === 0) throw "NOT_AN_IMAGE";
  if (size > Number(MAX_BYTES)) throw "TOO_LARGE";
  return { name, size };
}

function kind(start: Buffer): string | undefined {
  const hex = start.toString("hex");
  if (hex.startsWith("89504e470d0a1a0a")) return "png";
  if (hex.startsWith("ffd8ff")) return "jpeg";
  if (hex.startsWith("474946383761") || hex.startsWith("474946383961")) return "gif";
  if (hex.startsWith("52494646") && hex.slice(16) === "57454250") return "webp";
  return undefined;
}

async function store(socket: Socket, name: string, size: number): Promise<string> {
  let piece = await read(socket, Math.min(12, size));
  if (!kind(piece)) throw "NOT_AN_IMAGE";
  const temp = path.join(directory, `.~${randomBytes(9).toString("hex")}`);
  temporary.add(temp);
  const hash = createHash("sha256");
  const file = createWriteStream(temp, { flags: "wx" });
  const written = finished(file);
  written.catch(() => {});
  try {
    for (let left = size; ; ) {
      hash.update(piece);
      if (!file.write(piece)) await Promise.race([once(file, "drain"), written]);
      left -= piece.length;
      if (left === 0) break;
      const first = await read(socket, 1);
      const others = Math.min(left - 1, socket.readableLength);
      piece = others > 0 ? Buffer.concat([first, socket.read(others)]) : first;
    }
    file.end();
    await written;
    await rename(temp, path.join(directory, name));
  } catch (error) {
    file.destroy();
    await written.catch(() => {});
    await unlink(temp).catch(() => {});
    throw error;
  } finally {
    temporary.delete(temp);
  }
  return hash.digest("hex");
}

async function serve(socket: Socket): Promise<void> {
  socket.on("error", () => {});
  socket.on("readable", () => {}); // without a listener that stays, each new one would be told of old bytes again
  try {
    while (socket.readableLength > 0 || (socket.read(1), await arrival(socket))) {
      if (socket.readableLength === 0) continue;
      const length = (await read(socket, 4)).readUInt32BE();
      if (length === 0 || length > 4096) throw "BAD_HEADER";
      const { name, size } = checkHeader(await read(socket, length));
      const hash = await store(socket, name, size);
      if (!socket.write(`OK ${hash}\n`)) await once(socket, "drain");
    }
    socket.end();
  } catch (error) {
    socket.end(`ERR ${typeof error === "string" ? error : "FAILED"}\n`);
    socket.removeAllListeners("readable").resume();
    setTimeout(() => socket.destroy(), 700).unref();
  }
}

createServer({ allowHalfOpen: true }, (socket) => void serve(socket)).listen(Number(port), host);

process.on("SIGTERM", () => {
  for (const temp of temporary) {
    try {
      unlinkSync(temp);
    } catch {}
  }
  process.exit(0);
});
