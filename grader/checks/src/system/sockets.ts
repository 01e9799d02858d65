import { readFile } from "node:fs/promises";
import { setImmediate as turn } from "node:timers/promises";

/** One row of /proc/net/tcp or its siblings. */
export interface SocketRow {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly listening: boolean;
  /** Bytes sent that the other side has not acknowledged. */
  readonly sending: number;
  /** Bytes received that the program has not read. */
  readonly unread: number;
  readonly inode: number;
}

export interface Endpoint {
  /** An IP address in its usual notation; IPv4 within IPv6 as plain IPv4. */
  readonly host: string;
  readonly port: number;
}

export type Table = "tcp" | "tcp6";

const pending = new Map<Table, Promise<SocketRow[]>>();

/**
 * A table of this network's sockets, read after the call.
 * The kernel walks its whole hash table for each reading, which takes a millisecond or two, so callers of the same moment share one.
 */
export function sockets(table: Table): Promise<SocketRow[]> {
  const shared = pending.get(table);
  if (shared) return shared;
  const reading = turn().then(() => {
    pending.delete(table);
    return readTable(table);
  });
  pending.set(table, reading);
  return reading;
}

async function readTable(table: Table): Promise<SocketRow[]> {
  const content = await readFile(`/proc/net/${table}`, "latin1").catch(() => "");
  return content.split("\n").slice(1).filter(Boolean).map(parseRow);
}

const listen = "0A";

function parseRow(line: string): SocketRow {
  const [, local = "", remote = "", state, queues = "", , , , , inode] = line.trim().split(/\s+/);
  const [sending = "0", unread = "0"] = queues.split(":");
  return {
    local: parseEndpoint(local),
    remote: parseEndpoint(remote),
    listening: state === listen,
    sending: Number.parseInt(sending, 16),
    unread: Number.parseInt(unread, 16),
    inode: Number(inode),
  };
}

function parseEndpoint(hex: string): Endpoint {
  const [address = "", port = "0"] = hex.split(":");
  return { host: address.length === 8 ? ipv4(address) : ipv6(address), port: Number.parseInt(port, 16) };
}

/** The kernel prints each 32-bit word of an address in the machine's byte order, which is little-endian here. */
function bytesOf(hex: string): number[] {
  const words = hex.match(/.{8}/g) ?? [];
  return words.flatMap((word) => [...Buffer.from(word, "hex").reverse()]);
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
