import { text } from "@wirelab/model";
import { type Bytes, toBuffer } from "../byte-stream.ts";
import type { Datagram, DatagramPeer } from "../datagram-peer.ts";
import { explain } from "../explain.ts";
import type { Endpoint } from "../system/sockets.ts";

export interface DatagramOptions {
  /** Where it must come from. */
  readonly from?: Endpoint;
  /** How long the program may sit idle before, in milliseconds. */
  readonly within?: number;
  /** The moment before which it is too early, as `performance.now()` has it. */
  readonly notBefore?: number;
}

/** The next datagram holds exactly these bytes. */
export async function receiveDatagram(
  peer: DatagramPeer,
  expected: Buffer,
  { from, notBefore = 0, ...options }: DatagramOptions = {},
): Promise<void> {
  const datagram = await peer.receive({ expected, ...options });
  if (!datagram.bytes.equals(expected)) throw await wrongBytes(peer, expected, datagram);
  if (from) await expectSender(peer, datagram, from);
  if (datagram.at >= notBefore) return;
  throw await explain(peer.check, {
    situation: "datagram",
    program: peer.program,
    exchange: peer,
    message: text(
      `The datagram came too early, by ${Math.ceil(notBefore - datagram.at)} ms: the time to wait before it was not over.`,
      `数据报来得太早了，早了 ${Math.ceil(notBefore - datagram.at)} 毫秒：该等的时间还没有到。`,
    ),
  });
}

/**
 * The next datagram is of this form, and is taken.
 * @param pattern what its bytes match, each a character, as latin1 has it
 * @param like how the form is written for people
 */
export async function toReceiveLike(peer: DatagramPeer, pattern: RegExp, like: string): Promise<void> {
  const datagram = await peer.receive({ expected: like });
  if (!pattern.test(datagram.bytes.toString("latin1"))) throw await wrongBytes(peer, Buffer.from(like), datagram);
}

/** The next datagrams are these, in any order. */
export async function toReceiveInAnyOrder(peer: DatagramPeer, datagrams: readonly Bytes[]): Promise<void> {
  const due = datagrams.map((bytes) => toBuffer(bytes));
  while (due[0]) {
    const datagram = await peer.receive({ expected: due[0] });
    const found = due.findIndex((expected) => expected.equals(datagram.bytes));
    if (found < 0) throw await wrongBytes(peer, nearest(due, datagram.bytes) ?? due[0], datagram);
    due.splice(found, 1);
  }
}

/** The one that was meant, as far as the first bytes tell. */
function nearest(due: readonly Buffer[], bytes: Buffer): Buffer | undefined {
  return due.find((expected) => expected.subarray(0, telling).equals(bytes.subarray(0, telling)));
}

const telling = 4;

async function wrongBytes(peer: DatagramPeer, expected: Buffer, { bytes }: Datagram): Promise<Error> {
  return explain(peer.check, {
    situation: "datagram",
    program: peer.program,
    exchange: peer,
    expected,
    actual: bytes,
    message: text("The datagram is not what it should be.", "数据报的内容不对。"),
  });
}

async function expectSender(peer: DatagramPeer, { from }: Datagram, { host, port }: Endpoint): Promise<void> {
  if (from.host === host && from.port === port) return;
  throw await explain(peer.check, {
    situation: "datagram",
    program: peer.program,
    exchange: peer,
    message: text(
      `The datagram came from ${from.host} port ${from.port}; it should come from ${host} port ${port}.`,
      `数据报来自 ${from.host} 端口 ${from.port}，应该来自 ${host} 端口 ${port}。`,
    ),
  });
}
