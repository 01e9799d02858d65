import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { patiently, settleWall } from "../patience.ts";
import type { Peer } from "../peer.ts";

/** A program that has slept this long with nothing to read has nothing to say, in milliseconds. */
const quiet = 40;

/**
 * The program sends nothing: not until it has read all that was sent and has sat idle for a moment.
 * @param options.for how long it must stay idle, in milliseconds
 * @param options.orClose whether it may close the connection
 */
export async function toStaySilent(peer: Peer, options: { readonly for?: number; readonly orClose?: boolean } = {}): Promise<void> {
  await peer.wasRead();
  const broken = (): boolean => peer.inbox.length > 0 || (peer.ending !== undefined && !options.orClose);
  await peer.until(broken, options.for ?? quiet);
  if (!broken()) return;
  await patiently(new Promise(() => {}), [peer.program], quiet, settleWall);
  throw await explain(peer.check, {
    situation: "silence",
    program: peer.program,
    peer,
    expected: Buffer.alloc(0),
    actual: peer.inbox.peek().subarray(0, 4096),
    message:
      peer.inbox.length > 0
        ? text("Something came while nothing may be sent.", "不该发送任何内容的时候，收到了数据。")
        : text("The connection ended while it should stay open.", "连接应该保持打开，却结束了。"),
  });
}
