// A state machine: idle, asking, done. A BlockList holds the one address that is believed.
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { BlockList } from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const retryMs = Number(process.env.RETRY_MS ?? 500);
const tries = Number(process.env.TRIES ?? 5);
const { address, family } = await lookup(host);
const type = family === 6 ? "ipv6" : "ipv4";
const believed = new BlockList();
believed.addAddress(address, type);

const socket = createSocket(family === 6 ? "udp6" : "udp4");
const run = process.hrtime.bigint().toString(36).slice(-9);
const waiting: Buffer[] = [];
let state: "idle" | "asking" = "idle";
let ended = false;
let serial = 0;
let head = Buffer.alloc(0);
let request = Buffer.alloc(0);
let sends = 0;
let clock: NodeJS.Timeout | undefined;

function step() {
  if (state === "asking") return;
  const command = waiting.shift();
  if (command === undefined) {
    if (ended) socket.close();
    return;
  }
  state = "asking";
  serial += 1;
  head = Buffer.from(`${run}${serial.toString(36).padStart(6, "0")} `);
  request = Buffer.concat([head, command]);
  sends = 0;
  send();
}

function send() {
  sends += 1;
  const asked = serial;
  socket.send(request, Number(port), address, () => {});
  clock = setTimeout(() => {
    setImmediate(() => {
      if (state !== "asking" || serial !== asked) return;
      if (sends < tries) return send();
      console.error(`${address}:${port} keeps silent`);
      process.exit(1);
    });
  }, retryMs);
}

socket.on("message", (datagram, from) => {
  if (state !== "asking" || from.port !== Number(port) || !believed.check(from.address, type)) return;
  if (datagram.compare(head, 0, head.length, 0, Math.min(head.length, datagram.length)) !== 0) return;
  clearTimeout(clock);
  state = "idle";
  process.stdout.write(Buffer.concat([datagram.subarray(head.length), Buffer.from("\n")]));
  step();
});

let line: Buffer[] = [];
process.stdin.on("data", (piece: Buffer) => {
  let start = 0;
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, start)) {
    waiting.push(Buffer.concat([...line, piece.subarray(start, at)]));
    line = [];
    start = at + 1;
  }
  if (start < piece.length) line.push(piece.subarray(start));
  step();
});
process.stdin.on("end", () => {
  if (line.length > 0) waiting.push(Buffer.concat(line));
  ended = true;
  step();
});
