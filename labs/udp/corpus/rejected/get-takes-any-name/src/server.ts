// Looks at the name in ADD but not in GET, where it can do no harm.
import { createSocket } from "node:dgram";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const totals = new Map<string, number>();
const peers = new Map<string, Map<string, Buffer>>(); // each peer's replies, by id

function answer(command: string): string {
  const [, bytes] = /^ECHO (.*)$/s.exec(command) ?? [];
  if (bytes !== undefined) return bytes;
  const [, asked] = /^GET ([^ ]+)$/.exec(command) ?? [];
  if (asked !== undefined) return String(totals.get(asked) ?? 0);
  const [, name = "", integer = ""] = /^ADD ([0-9a-z-]{1,32}) (-?[0-9]+)$/.exec(command) ?? [];
  if (name === "") return "ERR bad command";
  const add = Number(integer);
  if (add < -(2 ** 31) || add >= 2 ** 31) return "ERR more than 32 bits";
  const total = (totals.get(name) ?? 0) + add;
  totals.set(name, total);
  return String(total);
}

const server = createSocket(host.includes(":") ? "udp6" : "udp4");

server.on("message", (request, from) => {
  const [, id, command] = /^([0-9a-z]{1,16}) (.*)$/s.exec(request.toString("latin1")) ?? [];
  if (id === undefined || command === undefined) return;
  const peer = `${from.address} ${from.port}`;
  const replies = peers.get(peer) ?? new Map<string, Buffer>();
  peers.delete(peer);
  peers.set(peer, replies);
  if (peers.size > 200) peers.delete([...peers.keys()][0] ?? "");
  const reply = replies.get(id) ?? Buffer.from(`${id} ${answer(command)}`, "latin1");
  replies.set(id, reply);
  if (replies.size > 1000) replies.delete(replies.keys().next().value ?? "");
  server.send(reply, from.port, from.address, () => {});
});

server.bind(Number(port), host);
