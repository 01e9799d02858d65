// Asks whether a directory has the name by stat(), which looks through a link: one to a directory is not replaced.
import { createHash, randomUUID } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const [host, port, directory = "."] = process.argv.slice(2);
const MAX_BYTES = Number(process.env["MAX_BYTES"] ?? 5242880);
const UPLOAD_TIMEOUT_MS = Number(process.env["UPLOAD_TIMEOUT_MS"] ?? 10000);

class Refusal extends Error {}

class Upload {
  name: string;
  left: number;
  temp = join(directory, `.${randomUUID()}`);
  file = openSync(this.temp, "w");
  hash = createHash("sha256");

  constructor(name: string, size: number) {
    this.name = name;
    this.left = size;
    uploads.add(this);
  }

  write(bytes: Buffer): void {
    writeFileSync(this.file, bytes);
    this.hash.update(bytes);
    this.left -= bytes.length;
  }

  finish(): string {
    const avatar = join(directory, this.name);
    if (statSync(avatar, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal("FAILED");
    renameSync(this.temp, avatar);
    this.close();
    return this.hash.digest("hex");
  }

  discard(): void {
    rmSync(this.temp, { force: true });
    this.close();
  }

  close(): void {
    closeSync(this.file);
    uploads.delete(this);
  }
}

function readHeader(bytes: Buffer): { name: string; size: number } {
  let header;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("BAD_HEADER");
  }
  const { name, size } = header ?? {};
  if (typeof name !== "string" || !Number.isInteger(size) || size < 0) throw new Refusal("BAD_HEADER");
  const length = Buffer.byteLength(name);
  if (length < 1 || length > 255 || name.startsWith(".") || /[/\\\0]/.test(name)) throw new Refusal("BAD_NAME");
  if (size === 0) throw new Refusal("NOT_AN_IMAGE");
  if (size > MAX_BYTES) throw new Refusal("TOO_LARGE");
  return { name, size };
}

function isImage(bytes: Buffer): boolean {
  return /^(\x89PNG\r\n\x1A\n|\xFF\xD8\xFF|GIF8[79]a|RIFF.{4}WEBP)/s.test(bytes.toString("latin1", 0, 12));
}

const uploads = new Set<Upload>();

const server = createServer({ allowHalfOpen: true }, (socket) => {
  let held: Buffer = Buffer.alloc(0);
  let header: { name: string; size: number } | undefined;
  let upload: Upload | undefined;
  let timer: NodeJS.Timeout | undefined;
  let over = false;

  function step(): boolean {
    if (!header) {
      if (held.length < 4) return false;
      const length = held.readUInt32BE();
      if (length < 1 || length > 4096) throw new Refusal("BAD_HEADER");
      if (held.length < 4 + length) return false;
      header = readHeader(held.subarray(4, 4 + length));
      held = held.subarray(4 + length);
    }
    if (!upload) {
      if (held.length < Math.min(12, header.size)) return false;
      if (!isImage(held.subarray(0, header.size))) throw new Refusal("NOT_AN_IMAGE");
      upload = new Upload(header.name, header.size);
    }
    const piece = held.subarray(0, upload.left);
    held = held.subarray(piece.length);
    upload.write(piece);
    if (upload.left > 0) return false;
    socket.write(`OK ${upload.finish()}\n`);
    header = upload = undefined;
    return true;
  }

  function leave(lastWords: string): void {
    if (over) return;
    over = true;
    clearTimeout(timer);
    upload?.discard();
    socket.end(lastWords);
    setTimeout(() => socket.destroy(), 500).unref();
  }

  socket.on("data", (chunk) => {
    if (over) return;
    clearTimeout(timer);
    held = Buffer.concat([held, chunk]);
    try {
      while (step());
    } catch (error) {
      return leave(`ERR ${error instanceof Refusal ? error.message : "FAILED"}\n`);
    }
    if (header || held.length > 0) timer = setTimeout(leave, UPLOAD_TIMEOUT_MS, "ERR FAILED\n");
  });
  socket.on("end", () => leave(""));
  socket.on("error", () => {});
  socket.on("close", () => leave(""));
});

server.listen(Number(port), host);

process.on("SIGTERM", () => {
  for (const upload of uploads) upload.discard();
  process.exit(0);
});
