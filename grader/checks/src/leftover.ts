import { setImmediate as turn } from "node:timers/promises";
import { text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { explain } from "./explain.ts";
import type { CheckFailure } from "./failure.ts";

/** What a program sent beyond the replies that a check has matched, as a failure; undefined where it sent nothing more. */
export async function findLeftover(check: Check): Promise<CheckFailure | undefined> {
  await turn();
  const peer = check.peers.find(({ matched, inbox }) => matched && inbox.length > 0);
  if (!peer) return undefined;
  return explain(check, {
    situation: "silence",
    program: peer.program,
    peer,
    expected: Buffer.alloc(0),
    actual: peer.inbox.peek(),
    message: text("The program sent more than the reply.", "程序在回复之外还多发了数据。"),
  });
}
