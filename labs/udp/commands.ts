import { type Bytes, type Datagram, type DatagramPeer, expect } from "@wirelab/checks";
import { datagram } from "./requests.ts";

/** A request of the client's, as it came. */
export interface Request extends Datagram {
  readonly id: string;
}

/** How long a client may sit idle before its first request, and before what it sends later, beside what it waits on purpose, in milliseconds. */
export const patience = { first: 5000, later: 1500 };

/**
 * Takes the client's next request.
 * @param command what it must ask for
 * @param options.used the ids that it must not have
 * @param options.retryMs how long the client may wait on purpose before
 */
export async function request(
  server: DatagramPeer,
  command: Bytes,
  { used = [], retryMs }: { readonly used?: readonly string[]; readonly retryMs?: number } = {},
): Promise<Request> {
  const like = `<${used.length > 0 ? "new " : ""}id> ${Buffer.from(command).toString()}`;
  const next = await upcoming(server, like, retryMs);
  await expect(server).toReceiveLike(requestFor(command, used), like);
  return { ...next, id: next.bytes.toString("latin1").split(" ", 1)[0] ?? "" };
}

/** A datagram that is read late seems to be followed sooner than it was: so much of the time must have passed. */
const mostOfTheTime = 0.7;

/** Takes the same request once more: to the byte, from the same port, and no sooner than it may come. */
export async function again(server: DatagramPeer, before: Request, retryMs: number): Promise<Request> {
  const next = await upcoming(server, before.bytes, retryMs);
  await expect(server).toReceive(before.bytes, { from: before.from, notBefore: before.at + mostOfTheTime * retryMs });
  return { ...next, id: before.id };
}

export async function reply(server: DatagramPeer, { id, from }: Request, result: Bytes): Promise<void> {
  await server.send(datagram(id, result), from);
}

/** A client that has sat idle for so long with commands on its stdin reads on before it asks, in milliseconds. */
const readsOn = 500;

/** Whether the client asks while its stdin is open. It need not: it may read all commands before it sends the first. */
export async function asksAtOnce(server: DatagramPeer): Promise<boolean> {
  const { happened } = await server.until(() => server.inbox.length > 0, readsOn);
  return happened;
}

/** Waits for the next datagram, and leaves it for the matcher that says what is wrong with it. */
async function upcoming(server: DatagramPeer, expected: Bytes, retryMs = 0): Promise<Datagram> {
  const next = await server.receive({ expected, within: server.received > 0 ? retryMs + patience.later : patience.first });
  server.inbox.unshift(next);
  return next;
}

function requestFor(command: Bytes, used: readonly string[]): RegExp {
  const escaped = Buffer.from(command)
    .toString("latin1")
    .replaceAll(/[^0-9A-Za-z ]/g, String.raw`\$&`);
  return new RegExp(`^(?!(?:${used.join("|")}) )[0-9a-z]{1,16} ${escaped}$`);
}
