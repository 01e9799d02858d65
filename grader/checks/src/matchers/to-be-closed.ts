import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { allowance } from "../patience.ts";
import type { Peer } from "../peer.ts";

/**
 * The program closes its side, and sends nothing more before it does.
 * @param options.orReset whether a reset in place of a FIN is fine too
 * @param options.within how long the program may sit idle before, in milliseconds
 */
export async function toBeClosed(peer: Peer, options: { readonly orReset?: boolean; readonly within?: number } = {}): Promise<void> {
  await peer.until(() => peer.ending !== undefined || peer.inbox.length > 0, options.within ?? allowance.close);
  const closedRightly = peer.ending === "end" || (peer.ending === "reset" && options.orReset);
  if (closedRightly && peer.inbox.length === 0) return;
  throw await explain(peer.check, {
    situation: "close",
    program: peer.program,
    peer,
    ...(peer.inbox.length > 0 && { expected: Buffer.alloc(0), actual: peer.inbox.peek().subarray(0, 4096) }),
    message: messageFor(peer),
  });
}

/** The program resets the connection. */
export async function toBeReset(peer: Peer): Promise<void> {
  await peer.until(() => peer.ending === "reset", allowance.close);
  if (peer.ending === "reset") return;
  throw await explain(peer.check, {
    situation: "close",
    program: peer.program,
    peer,
    message: text("The connection should have been reset.", "连接应该被重置。"),
  });
}

function messageFor(peer: Peer): ReturnType<typeof text> {
  if (peer.inbox.length > 0) return text("The program sent more before it closed.", "程序在关闭之前多发了数据。");
  if (peer.ending === "reset") return text("The program reset the connection instead of closing it.", "程序重置了连接，而不是正常关闭。");
  return text("The program did not close the connection.", "程序没有关闭连接。");
}
