import { text } from "@wirelab/model";
import { type Bytes, type ByteStream, toBuffer } from "../byte-stream.ts";
import { DatagramPeer } from "../datagram-peer.ts";
import { explain } from "../explain.ts";
import { patiently, settleWall } from "../patience.ts";
import { receiveDatagram, type DatagramOptions } from "./receive-datagram.ts";

/** A wrong reply is shown with what follows it at once, in idle milliseconds. */
const settle = 60;

/**
 * The very next bytes from the program are these, or its next datagram holds exactly these.
 * They are taken; what follows stays for the next matcher.
 * @param options of datagrams only
 */
export function toReceive(peer: ByteStream | DatagramPeer, bytes: Bytes, options: DatagramOptions = {}): Promise<void> {
  const expected = toBuffer(bytes);
  return peer instanceof DatagramPeer ? receiveDatagram(peer, expected, options) : receiveBytes(peer, expected);
}

async function receiveBytes(peer: ByteStream, expected: Buffer): Promise<void> {
  const { inbox } = peer;
  peer.matched = true;
  let compared = 0;
  let wrong = false;
  const decided = (): boolean => {
    wrong ||= !inbox.agreesWith(expected, compared);
    compared = Math.min(inbox.length, expected.length);
    return wrong || inbox.length >= expected.length || peer.ending !== undefined;
  };
  let outcome;
  let before;
  // As long as bytes come, slowly or not, the reply is under way.
  do {
    before = inbox.length;
    outcome = await peer.until(decided);
  } while (!outcome.happened && inbox.length > before && !peer.check.overdue);
  if (!wrong && inbox.length >= expected.length) {
    inbox.take(expected.length);
    return;
  }
  await patiently(new Promise(() => {}), [peer.program], settle, settleWall);
  throw await explain(peer.check, {
    situation: "receive",
    program: peer.program,
    peer,
    expected,
    actual: inbox.peek(),
    message: messages[peer.carries][wrong ? "other" : outcome.happened ? "closed" : outcome.busy ? "busy" : "missing"],
  });
}

const messages = {
  reply: {
    other: text("The reply is not what it should be.", "回复的内容不对。"),
    missing: text("The reply did not come, or not all of it.", "回复没有来，或者没有来全。"),
    busy: text("The reply did not come; the program burns CPU time without end.", "回复没有来；程序在无休止地消耗 CPU。"),
    closed: text("The connection ended before the reply was whole.", "回复还没有完整，连接就结束了。"),
  },
  request: {
    other: text("The request is not what it should be.", "请求的内容不对。"),
    missing: text("The request did not come, or not all of it.", "请求没有来，或者没有来全。"),
    busy: text("The request did not come; the program burns CPU time without end.", "请求没有来；程序在无休止地消耗 CPU。"),
    closed: text("The connection ended before the request was whole.", "请求还没有完整，连接就结束了。"),
  },
  output: {
    other: text("What the program printed is not what it should be.", "程序打印的内容不对。"),
    missing: text("The program did not print what it should, or not all of it.", "程序没有打印该打印的内容，或者没有打印全。"),
    busy: text(
      "The program did not print what it should; it burns CPU time without end.",
      "程序没有打印该打印的内容，而在无休止地消耗 CPU。",
    ),
    closed: text("The program's output ended before all was printed.", "内容还没有打印全，程序的输出就结束了。"),
  },
};
