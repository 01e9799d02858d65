import { type Datagram, type DatagramPeer, expect } from "@wirelab/checks";
import { datagram } from "./requests.ts";

/** A request of the client's, as it came. */
export interface Request extends Datagram {
  readonly id: string;
}

/** How long a client may sit idle before it sends, beside what it waits on purpose, in milliseconds. */
const patience = 1500;

/**
 * Takes the client's next request.
 * @param command what it must ask for
 * @param options.used the ids that it must not have
 * @param options.retryMs how long the client may wait on purpose before
 */
export async function request(
  server: DatagramPeer,
  command: string,
  { used = [], retryMs }: { readonly used?: readonly string[]; readonly retryMs?: number } = {},
): Promise<Request> {
  const next = await upcoming(server, retryMs);
  await expect(server).toReceiveLike(requestFor(command, used), `<${used.length > 0 ? "new " : ""}id> ${command}`);
  return { ...next(), id: next().bytes.toString("latin1").split(" ", 1)[0] ?? "" };
}

/** A datagram that is read late seems to be followed sooner than it was: so much of the time must have passed. */
const mostOfTheTime = 0.7;

/** Takes the same request once more: to the byte, from the same port, and no sooner than it may come. */
export async function again(server: DatagramPeer, before: Request, retryMs: number): Promise<Request> {
  const next = await upcoming(server, retryMs);
  await expect(server).toReceive(before.bytes, { from: before.from, notBefore: before.at + mostOfTheTime * retryMs });
  return { ...next(), id: before.id };
}

export async function reply(server: DatagramPeer, { id, from }: Request, result: string | Uint8Array): Promise<void> {
  await server.send(datagram(id, result), from);
}

/** Waits for the next datagram, and leaves it for the matcher that says what is wrong with it, or that none came. */
async function upcoming(server: DatagramPeer, retryMs = 0): Promise<() => Datagram> {
  await server.until(() => server.inbox.length > 0, retryMs + patience);
  const [next] = server.inbox;
  return () => {
    if (!next) throw new Error("a datagram was matched that never came");
    return next;
  };
}

function requestFor(command: string, used: readonly string[]): RegExp {
  const escaped = Buffer.from(command)
    .toString("latin1")
    .replaceAll(/[^0-9A-Za-z ]/g, String.raw`\$&`);
  return new RegExp(`^(?!(?:${used.join("|")}) )[0-9a-z]{1,16} ${escaped}$`);
}
