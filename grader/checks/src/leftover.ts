import { setImmediate as turn } from "node:timers/promises";
import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import type { CheckFailure } from "./failure.ts";

/** What a program did beyond what a check has matched, as a failure; undefined where it did nothing more. */
export async function findLeftover(check: Check): Promise<CheckFailure | undefined> {
  await turn();
  const stream = check.streams.find(({ matched, inbox }) => matched && inbox.length > 0);
  if (stream)
    return explain(check, {
      situation: "silence",
      program: stream.program,
      peer: stream,
      expected: Buffer.alloc(0),
      actual: stream.inbox.peek(),
      message: text("The program sent more than the reply.", "程序在回复之外还多发了数据。"),
    });
  const peer = check.datagramPeers.find(({ matched, inbox }) => matched && inbox.length > 0);
  if (peer)
    return explain(check, {
      situation: "silence",
      program: peer.program,
      exchange: peer,
      expected: Buffer.alloc(0),
      actual: Buffer.concat(peer.inbox.map(({ bytes }) => bytes)),
      message: text("The program sent a datagram too many.", "程序多发了数据报。"),
    });
  const server = check.servers.find(({ accepted, pending }) => accepted > 0 && pending > 0);
  if (server)
    return explain(check, {
      situation: "accept",
      program: check.programs.at(-1),
      message: text("The program opened another connection; one is enough.", "程序又打开了一个连接；一个就够了。"),
    });
  return undefined;
}
