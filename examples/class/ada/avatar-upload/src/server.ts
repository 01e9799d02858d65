import { createHash, randomUUID } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";

const [host, port, directory = "."] = process.argv.slice(2);
const maxBytes = Number(process.env["MAX_BYTES"] ?? 5242880);
const stallMs = Number(process.env["UPLOAD_TIMEOUT_MS"] ?? 10000);

type State = (this: Client) => boolean; // whether there may be more to do at once

class Client {
  socket: Socket;
  held: Buffer = Buffer.alloc(0);
  state: State = readLength;
  want = 0;
  name = "";
  left = 0;
  temp = "";
  file = -1;
  hash = createHash("sha256");
  over = false;
  timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    clients.add(this);
    socket.on("data", (chunk) => this.onData(chunk));
    socket.on("end", () => this.leave());
    socket.on("error", () => {});
    socket.on("close", () => {
      this.leave();
      clients.delete(this);
    });
  }

  onData(chunk: Buffer): void {
    if (this.over) return;
    clearTimeout(this.timer);
    this.held = Buffer.concat([this.held, chunk]);
    try {
      while (!this.over && this.state());
    } catch (error) {
      console.error(error);
      this.leave("ERR FAILED\n");
    }
    const between = this.state === readLength && this.held.length === 0;
    if (!this.over && !between) this.timer = setTimeout(() => this.onStall(this.socket.bytesRead), stallMs);
  }

  onStall(read: number): void {
    setImmediate(() => {
      if (this.socket.bytesRead === read) this.leave("ERR FAILED\n");
    });
  }

  /** Ends the conversation; an upload that is not whole leaves nothing. */
  leave(lastWords = ""): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    if (this.file !== -1) {
      rmSync(this.temp, { force: true });
      closeSync(this.file);
    }
    this.socket.end(lastWords);
    setTimeout(() => this.socket.destroy(), 500).unref();
  }
}

function readLength(this: Client): boolean {
  if (this.held.length < 4) return false;
  this.want = this.held.readUInt32BE();
  if (this.want < 1 || this.want > 4096) this.leave("ERR BAD_HEADER\n");
  this.held = this.held.subarray(4);
  this.state = readHeader;
  return true;
}

function readHeader(this: Client): boolean {
  if (this.held.length < this.want) return false;
  const header = parse(this.held.subarray(0, this.want));
  this.held = this.held.subarray(this.want);
  if (typeof header === "string") {
    this.leave(`ERR ${header}\n`);
  } else {
    this.name = header.name;
    this.left = header.size;
    this.state = readSignature;
  }
  return true;
}

function parse(bytes: Buffer): string | { name: string; size: number } {
  let header;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return "BAD_HEADER";
  }
  if (typeof header?.name !== "string" || !Number.isInteger(header.size) || header.size < 0) return "BAD_HEADER";
  const length = Buffer.byteLength(header.name);
  if (length === 0 || length > 255 || /^\.|[/\\\0]/.test(header.name)) return "BAD_NAME";
  if (header.size > maxBytes) return "TOO_LARGE";
  return header.size === 0 ? "NOT_AN_IMAGE" : header;
}

function readSignature(this: Client): boolean {
  if (this.held.length < Math.min(12, this.left)) return false;
  const start = this.held.subarray(0, Math.min(12, this.left)).toString("latin1");
  if (!/^(\x89PNG\r\n\x1A\n|\xFF\xD8\xFF|GIF8[79]a|RIFF[^]{4}WEBP)/.test(start)) {
    this.leave("ERR NOT_AN_IMAGE\n");
    return false;
  }
  this.temp = join(directory, `.${randomUUID()}`);
  this.file = openSync(this.temp, "wx");
  this.hash = createHash("sha256");
  this.state = readBody;
  return true;
}

function readBody(this: Client): boolean {
  const piece = this.held.subarray(0, this.left);
  this.held = this.held.subarray(piece.length);
  this.left -= piece.length;
  writeFileSync(this.file, piece);
  this.hash.update(piece);
  if (this.left > 0) return false;
  renameSync(this.temp, join(directory, this.name));
  closeSync(this.file);
  this.file = -1;
  this.socket.write(`OK ${this.hash.digest("hex")}\n`);
  this.state = readLength;
  return true;
}

const clients = new Set<Client>();

createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void new Client(socket))
  .on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  })
  .listen(Number(port), host);

process.on("SIGTERM", () => {
  for (const client of clients) client.leave();
  process.exit(0);
});
