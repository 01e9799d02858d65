// Replies leave in batches, the last one first: whoever relies on the order of datagrams finds out here.
import { createSocket } from "node:dgram";

const SPACE = 0x20;
const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);

/** Reads a datagram from left to right, without text. */
class Reader {
  #bytes: Buffer;
  #at = 0;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  get atEnd() {
    return this.#at === this.#bytes.length;
  }
  word(longest: number, allowed: (byte: number) => boolean): string | undefined {
    const start = this.#at;
    while (!this.atEnd && allowed(this.#bytes[this.#at]!)) this.#at++;
    const length = this.#at - start;
    return length >= 1 && length <= longest ? this.#bytes.toString("ascii", start, this.#at) : undefined;
  }
  skip(text: string): boolean {
    const found = this.#bytes.subarray(this.#at, this.#at + text.length).equals(Buffer.from(text));
    if (found) this.#at += text.length;
    return found;
  }
  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isIdByte = (byte: number) => isDigit(byte) || (byte >= 0x61 && byte <= 0x7a);
const isNameByte = (byte: number) => isIdByte(byte) || byte === 0x2d;

const totals = new Map<string, number>();

function execute(reader: Reader): Buffer | string {
  if (reader.skip("ECHO ")) return reader.rest();
  const adds = reader.skip("ADD ");
  if (!adds && !reader.skip("GET ")) return "ERR verb";
  const name = reader.word(32, isNameByte);
  if (name === undefined) return "ERR name";
  let total = totals.get(name) ?? 0;
  if (adds) {
    if (!reader.skip(" ")) return "ERR space";
    const sign = reader.skip("-") ? -1 : 1;
    const digits = reader.word(70_000, isDigit);
    if (digits === undefined || !reader.atEnd) return "ERR integer";
    const value = sign * Number(digits);
    if (value > 2147483647 || value < -2147483648) return "ERR integer of more than 32 bits";
    total += value;
    totals.set(name, total);
  }
  return reader.atEnd ? total.toFixed(0) : "ERR end";
}

const memory = new Map<string, Map<string, Buffer>>();
let due: (() => void)[] = [];

const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", recvBufferSize: 2 ** 20 });
socket.on("message", (datagram, { address, port: from }) => {
  const reader = new Reader(datagram);
  const id = reader.word(16, isIdByte);
  if (id === undefined || !reader.skip(String.fromCharCode(SPACE))) return;
  const key = `${address}|${from}`;
  const replies = memory.get(key) ?? new Map<string, Buffer>();
  memory.delete(key);
  memory.set(key, replies);
  if (memory.size > 200) memory.delete(memory.keys().next().value!);
  const reply = replies.get(id) ?? Buffer.concat([Buffer.from(`${id} `), Buffer.from(execute(reader))]);
  replies.set(id, reply);
  if (replies.size > 1500) replies.delete(replies.keys().next().value!);
  if (due.length === 0) setTimeout(flush, 2);
  due.push(() => socket.send(reply, from, address, () => {}));
});

function flush() {
  const batch = due;
  due = [];
  for (const send of batch.toReversed()) send();
}

socket.bind({ port: Number(port), address: host, exclusive: true });
