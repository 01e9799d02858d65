import { text } from "@wirelab/model";
import type { ByteStream } from "../byte-stream.ts";
import { DatagramPeer } from "../datagram-peer.ts";
import { explain } from "../explain.ts";
import { patiently, settleWall } from "../patience.ts";

/** A program that has slept this long with nothing to read has nothing to say, in milliseconds. */
const quiet = 40;

/**
 * The program sends nothing: not until it has read all that was sent and has sat idle for a moment.
 * @param options.for how long it must stay idle, in milliseconds
 * @param options.orClose whether it may close the connection
 */
export async function toStaySilent(
  peer: ByteStream | DatagramPeer,
  options: { readonly for?: number; readonly orClose?: boolean } = {},
): Promise<void> {
  const { program } = peer;
  await peer.wasRead();
  const ended = (): boolean => !(peer instanceof DatagramPeer) && peer.ending !== undefined && !options.orClose;
  const broken = (): boolean => peer.inbox.length > 0 || ended();
  await peer.until(broken, options.for ?? quiet);
  if (!broken()) return;
  await patiently(new Promise(() => {}), [program], quiet, settleWall);
  throw await explain(peer.check, {
    situation: "silence",
    program,
    ...(peer instanceof DatagramPeer ? { exchange: peer } : { peer }),
    expected: Buffer.alloc(0),
    actual: (peer instanceof DatagramPeer ? Buffer.concat(peer.inbox.map(({ bytes }) => bytes)) : peer.inbox.peek()).subarray(0, shown),
    message:
      peer.inbox.length > 0
        ? text("Something came while nothing may be sent.", "不该发送任何内容的时候，收到了数据。")
        : program.exited
          ? text("The program ended while it should go on.", "程序应该继续运行，却结束了。")
          : text("The connection ended while it should stay open.", "连接应该保持打开，却结束了。"),
  });
}

/** Of what came, this much is shown, in bytes. */
const shown = 4096;
