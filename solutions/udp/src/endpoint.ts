import { createSocket, type Socket, type SocketType } from "node:dgram";
import { lookup } from "node:dns/promises";

const RECEIVE_BUFFER = 2 ** 20; // what comes while it is full is lost; Linux begins with a fifth of that

/** Where datagrams go to or come in: an address of one family, which decides the kind of socket. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly type: SocketType;
}

/**
 * Turns a host and a port, as they stand on the command line, into an endpoint.
 * @throws {Error} where they are none
 */
export async function endpoint(host: string, portText: string): Promise<Endpoint> {
  const port = wholeNumber(portText, 1, 65535);
  if (host === "" || port === undefined) throw new Error("usage: <host> <port>");
  // Once, at the start: send() would ask for the name again and again, and might get another address.
  const { address, family } = await lookup(host);
  return { address, port, type: family === 6 ? "udp6" : "udp4" };
}

export function openSocket({ type }: Endpoint): Socket {
  return createSocket({ type, recvBufferSize: RECEIVE_BUFFER });
}

export function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
}
