// Thinks for a second before it asks.
import { createSocket } from "node:dgram";
import { promises as dns } from "node:dns";

const [host, port] = process.argv.slice(2);
const retryMs = Number(process.env.RETRY_MS || "500");
const tries = Number(process.env.TRIES || "5");

const input = process.stdin[Symbol.asyncIterator]();
const { address, family } = await dns.lookup(host!);
const socket = createSocket(family === 4 ? "udp4" : "udp6");
await new Promise((resolve) => socket.connect(Number(port), address, () => setTimeout(resolve, 1000)));
socket.on("error", () => {}); // no one there yet, or no one there: the tries will tell

let expected = "";
let accept: (reply: string) => void = () => {};
socket.on("message", (datagram) => {
  const text = datagram.toString("latin1");
  if (expected !== "" && text.startsWith(expected)) accept(text.slice(expected.length));
});

function exchange(id: string, command: string): Promise<string> {
  return new Promise((resolve) => {
    let left = tries;
    const send = () => {
      left -= 1;
      socket.send(Buffer.from(id + command, "latin1"), () => {});
      timer = setTimeout(() => setImmediate(() => (expected !== id ? undefined : left > 0 ? send() : giveUp(command))), retryMs);
    };
    let timer: NodeJS.Timeout;
    expected = id;
    accept = (reply) => {
      expected = "";
      clearTimeout(timer);
      resolve(reply);
    };
    send();
  });
}

function giveUp(command: string): void {
  process.stderr.write(`No reply to ${JSON.stringify(command.slice(0, 60))} after ${tries} sends.\n`);
  process.exit(1);
}

const prefix = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
let number = 0;
let unfinished = "";
for (;;) {
  const { value, done } = await input.next();
  if (done) break;
  const lines = (unfinished + (value as Buffer).toString("latin1")).split("\n");
  unfinished = lines.pop()!;
  for (const line of lines) await print(line);
}
if (unfinished !== "") await print(unfinished);
socket.close();

async function print(line: string) {
  number += 1;
  process.stdout.write(Buffer.from(`${await exchange(`${prefix}${number.toString(36)} `, line)}\n`, "latin1"));
}
