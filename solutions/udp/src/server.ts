import type { RemoteInfo } from "node:dgram";
import { Counters } from "./counters.ts";
import { endpoint, openSocket } from "./endpoint.ts";
import { ReplyMemory } from "./reply-memory.ts";

const REQUEST = /^([0-9a-z]{1,16}) (.*)$/s; // s: a newline is a byte like others

const counters = new Counters();
const memory = new ReplyMemory();

/** The reply to a datagram; undefined where it has no id, so that nobody could tell what is answered. */
function replyTo(datagram: Buffer, peer: string): Buffer | undefined {
  // latin1: a character for every byte and a byte for every character. Regular expressions can
  // look at it, and what comes out again are the same bytes. UTF-8 would lose those it can't read.
  const [, id, command] = REQUEST.exec(datagram.toString("latin1")) ?? [];
  if (id === undefined || command === undefined) return undefined;

  const known = memory.recall(peer, id);
  if (known !== undefined) return known;
  const reply = Buffer.from(`${id} ${counters.execute(command)}`, "latin1");
  memory.remember(peer, id, reply);
  return reply;
}

function onDatagram(datagram: Buffer, { address, port }: RemoteInfo): void {
  if (port === 0) return; // RFC 768: "if not used, a value of zero is inserted". Nobody to answer.
  const reply = replyTo(datagram, `${address} ${port}`);
  // A reply that could not be sent is a reply that got lost: the client will ask again.
  if (reply !== undefined) socket.send(reply, port, address, () => {});
}

const [host = "", portText = ""] = process.argv.slice(2);
const here = await endpoint(host, portText).catch((error: Error) => {
  console.error(`server: ${error.message}`);
  process.exit(2);
});

const socket = openSocket(here);
socket.on("message", onDatagram);
socket.on("listening", () => console.log(`waiting for datagrams at ${here.address} port ${here.port}`));
socket.on("error", (error) => {
  console.error(`server: ${error.message}`);
  process.exit(1);
});
socket.bind(here.port, here.address);
