import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";

const [host = "::", port = "7000"] = process.argv.slice(2);
const totals = new Map<string, bigint>();
const LIMIT = 2n ** 31n;

const commands: [RegExp, (...words: string[]) => string][] = [
  [/^ECHO (.*)$/s, (bytes = "") => bytes],
  [/^GET ([0-9a-z-]{1,32})$/, (name = "") => `${totals.get(name) ?? 0}`],
  [
    /^ADD ([0-9a-z-]{1,32}) (-?)0*([0-9]{1,10})$/,
    (name = "", sign, digits = "0") => {
      const value = sign === "-" ? -BigInt(digits) : BigInt(digits);
      if (value < -LIMIT || value >= LIMIT) return "ERR too big";
      totals.set(name, (totals.get(name) ?? 0n) + value);
      return `${totals.get(name)}`;
    },
  ],
  [/^/, () => "ERR not understood"],
];

function execute(command: string): string {
  for (const [pattern, run] of commands) {
    const words = pattern.exec(command);
    if (words) return run(...words.slice(1));
  }
  return "ERR";
}

/** A Map that holds no more than so many keys; those set longest ago go first. */
class Recent<V> extends Map<string, V> {
  readonly #most: number;
  constructor(most: number) {
    super();
    this.#most = most;
  }
  override set(key: string, value: V) {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.#most) this.delete(this.keys().next().value as string);
    return this;
  }
}

const peers = new Recent<Recent<Buffer>>(200);
const server = createSocket({ type: "udp6", ipv6Only: false });
server.on("message", (datagram, from) => {
  const words = /^([0-9a-z]{1,16}) (.*)$/s.exec(datagram.toString("latin1"));
  if (words === null) return;
  const [, id = "", command = ""] = words;
  const peer = `[${from.address}]:${from.port}`;
  const replies = peers.get(peer) ?? new Recent<Buffer>(1000);
  peers.set(peer, replies);
  let reply = replies.get(id);
  if (!reply) replies.set(id, (reply = Buffer.from(`${id} ${execute(command)}`, "latin1")));
  server.send(reply, from.port, from.address, () => {});
});

const { address, family } = await lookup(host);
server.bind(Number(port), family === 4 && address !== "0.0.0.0" ? `::ffff:${address}` : family === 4 ? "::" : address);
