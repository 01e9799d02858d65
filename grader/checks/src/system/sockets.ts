import { setImmediate as turn } from "node:timers/promises";
import { readProc } from "./read-proc.ts";

export interface Endpoint {
  /** An IP address in its usual notation; IPv4 within IPv6 as plain IPv4. */
  readonly host: string;
  readonly port: number;
}

export interface Listener extends Endpoint {
  readonly inode: number;
}

/** What waits in the system on one side of a connection. */
export interface Queues {
  /** Bytes sent that the other side has not acknowledged. */
  readonly sending: number;
  /** Bytes received that the program has not read. */
  readonly unread: number;
}

export type Transport = "tcp" | "udp";

type Table = Transport | `${Transport}6`;

/** The kernel's tables of a transport's sockets, by IP version. A socket for both versions stands in the second. */
export const tables: Readonly<Record<Transport, readonly [Table, Table]>> = { tcp: ["tcp", "tcp6"], udp: ["udp", "udp6"] };

/** All sockets in one of this network's tables that wait for anyone: in TCP those that listen, in UDP those that are bound. */
export async function listeners(table: Table): Promise<Listener[]> {
  const rows = (await read(table)).split("\n");
  return rows
    .filter((row) => openToAnyone.test(row))
    .map((row) => {
      const [, local = "", , , , , , , , inode] = row.trim().split(/\s+/);
      return { ...parseEndpoint(local), inode: Number(inode) };
    });
}

/** The queues of the end of a connection that has these ports; undefined where there is no such connection. */
export async function queues(port: number, remotePort: number): Promise<Queues | undefined> {
  const pattern = new RegExp(`:${hexPort(port)} [0-9A-F]+:${hexPort(remotePort)} [0-9A-F]{2} ([0-9A-F]{8}):([0-9A-F]{8})`);
  for (const table of tables.tcp) {
    const [row, sending = "0", unread = "0"] = pattern.exec(await read(table)) ?? [];
    if (row !== undefined) return { sending: Number.parseInt(sending, 16), unread: Number.parseInt(unread, 16) };
  }
  return undefined;
}

/** Bytes of datagrams, with the system's own share, that wait at a port to be read. */
export async function unreadDatagrams(port: number): Promise<number> {
  const pattern = new RegExp(`:${hexPort(port)} [0-9A-F]+:[0-9A-F]{4} [0-9A-F]{2} [0-9A-F]{8}:([0-9A-F]{8})`, "g");
  let unread = 0;
  for (const table of tables.udp) {
    for (const [, queue = "0"] of (await read(table)).matchAll(pattern)) unread += Number.parseInt(queue, 16);
  }
  return unread;
}

const pending = new Map<Table, Promise<string>>();

/**
 * One of the kernel's tables, read after the call.
 * The kernel walks its whole hash table for each reading, which takes a millisecond or two, so callers of the same moment share one.
 */
function read(table: Table): Promise<string> {
  const shared = pending.get(table);
  if (shared) return shared;
  const reading = turn().then(() => {
    pending.delete(table);
    return readProc(`/proc/net/${table}`);
  });
  pending.set(table, reading);
  return reading;
}

/** No remote port, and the state: LISTEN in TCP; 7, the kernel's word for unconnected, in UDP. */
const openToAnyone = /:0000 (?:0A|07) /;

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}

function parseEndpoint(hex: string): Endpoint {
  const [address = "", port = "0"] = hex.split(":");
  return { host: address.length === 8 ? ipv4(address) : ipv6(address), port: Number.parseInt(port, 16) };
}

/** The kernel prints each 32-bit word of an address in the machine's byte order, which is little-endian here. */
function bytesOf(hex: string): number[] {
  const words = hex.match(/.{8}/g) ?? [];
  return words.flatMap((word) => [...Buffer.from(word, "hex").toReversed()]);
}

function ipv4(hex: string): string {
  return bytesOf(hex).join(".");
}

function ipv6(hex: string): string {
  if (hex.startsWith("0000000000000000FFFF0000")) return ipv4(hex.slice(24));
  const bytes = bytesOf(hex);
  const groups = Array.from({ length: 8 }, (_, group) => (((bytes[group * 2] ?? 0) << 8) | (bytes[group * 2 + 1] ?? 0)).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
