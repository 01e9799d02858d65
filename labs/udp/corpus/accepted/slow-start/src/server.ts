// Warms up for two seconds, and looks each new peer up for a quarter of one. What a peer sends meanwhile waits its turn.
import { createSocket, type RemoteInfo } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const totals = new Map<string, number>();

class Peer {
  readonly replies = new Map<string, string>();
  ready = sleep(250);

  async serve(text: string, from: RemoteInfo) {
    const at = text.indexOf(" ");
    const id = text.substring(0, at);
    if (!/^[a-z0-9]{1,16}$/.test(id)) return;
    await this.ready;
    let reply = this.replies.get(id);
    if (reply === undefined) {
      reply = `${id} ${run(text.substring(at + 1))}`;
      this.replies.set(id, reply);
      if (this.replies.size > 1000) for (const old of [...this.replies.keys()].slice(0, 1)) this.replies.delete(old);
    }
    server.send(Buffer.from(reply, "latin1"), from.port, from.address, () => {});
  }
}

function run(command: string): string {
  if (command.startsWith("ECHO ")) return command.substring(5);
  const words = command.split(" ");
  const [verb, name, number] = words;
  if (name === undefined || !/^[0-9a-z-]{1,32}$/.test(name)) return "ERR name";
  const before = totals.get(name) ?? 0;
  if (verb === "GET" && words.length === 2) return `${before}`;
  if (verb !== "ADD" || words.length !== 3 || !/^-?[0-9]+$/.test(number!)) return "ERR command";
  if (Number(number) !== Number(number) << 0) return "ERR range";
  totals.set(name, before + Number(number));
  return `${totals.get(name)}`;
}

const peers = new Map<string, Peer>();
const server = createSocket(host.includes(":") ? "udp6" : "udp4");
server.on("message", (datagram, from) => {
  const key = `${from.address}/${from.port}`;
  const peer = peers.get(key) ?? new Peer();
  peers.delete(key);
  peers.set(key, peer);
  if (peers.size > 400) peers.delete(peers.keys().next().value!);
  void peer.serve(datagram.toString("latin1"), from);
});
await sleep(2000);
server.bind(Number(port), host);
