import { createSocket, type RemoteInfo } from "node:dgram";
import { on } from "node:events";
import { isIP } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const totals = new Map<string, bigint>();
const conversations = new Map<string, Map<string, Buffer>>();

function* execute(command: string) {
  const echo = /^ECHO (?<bytes>[^]*)$/.exec(command);
  const get = /^GET (?<name>[0-9a-z-]{1,32})$/.exec(command);
  const add = /^ADD (?<name>[0-9a-z-]{1,32}) (?<integer>-?[0-9]+)$/.exec(command);
  if (echo) yield echo.groups!.bytes!;
  if (get) yield String(totals.get(get.groups!.name!) ?? 0n);
  if (add && Math.abs(Number(add.groups!.integer!) + 0.5) < 2 ** 31) {
    const total = (totals.get(add.groups!.name!) ?? 0n) + BigInt(Number(add.groups!.integer!));
    totals.set(add.groups!.name!, total);
    yield String(total);
  }
  yield "ERR what?";
}

function conversationWith({ address, port }: RemoteInfo) {
  const key = JSON.stringify([address, port]);
  const conversation = conversations.get(key) ?? new Map<string, Buffer>();
  conversations.delete(key);
  conversations.set(key, conversation);
  for (const oldest of conversations.keys()) {
    if (conversations.size <= 150) break;
    conversations.delete(oldest);
  }
  return conversation;
}

const socket = createSocket(isIP(host) === 6 ? "udp6" : "udp4").bind(Number(port), host);

for await (const [datagram, from] of on(socket, "message") as AsyncIterable<[Buffer, RemoteInfo]>) {
  const space = datagram.indexOf(" ");
  const id = datagram.toString("latin1", 0, Math.max(space, 0));
  if (!/^[0-9a-z]{1,16}$/.test(id)) continue;
  const conversation = conversationWith(from);
  if (!conversation.has(id)) {
    const [result = ""] = execute(datagram.toString("latin1", space + 1));
    conversation.set(id, Buffer.from(`${id} ${result}`, "latin1"));
    for (const oldest of conversation.keys()) {
      if (conversation.size <= 1000) break;
      conversation.delete(oldest);
    }
  }
  socket.send(conversation.get(id)!, from.port, from.address, () => {});
}
