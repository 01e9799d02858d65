import { type Text, text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { allowance } from "../patience.ts";
import type { ByteStream } from "../byte-stream.ts";

export interface ClosingOptions {
  /** A reset in place of a FIN is fine too. */
  readonly orReset?: boolean;
  /** What the program sends before is not looked at. */
  readonly anyData?: boolean;
  /** How long the program may sit idle before, in milliseconds. */
  readonly within?: number;
  /** The moment before which it is too early, as `performance.now()` has it. */
  readonly notBefore?: number;
}

/** The program closes its side, and sends nothing more before it does. */
export async function toBeClosed(peer: ByteStream, { orReset, anyData, within, notBefore = 0 }: ClosingOptions = {}): Promise<void> {
  const began = performance.now();
  const talked = (): boolean => !anyData && peer.inbox.length > 0;
  await peer.until(() => peer.ending !== undefined || talked(), within ?? allowance.close);
  const early = peer.endedAt < notBefore;
  const closedRightly = peer.ending === "end" || (peer.ending === "reset" && orReset);
  if (closedRightly && !talked() && !early) return;
  throw await explain(peer.check, {
    situation: "close",
    program: peer.program,
    peer,
    ...(talked() && { expected: Buffer.alloc(0), actual: peer.inbox.peek().subarray(0, 4096) }),
    message: early
      ? text("The program closed the connection too early.", "程序过早地关闭了连接。")
      : messageFor(peer, talked(), performance.now() - began),
  });
}

/** The program resets the connection. */
export async function toBeReset(peer: ByteStream): Promise<void> {
  await peer.until(() => peer.ending === "reset", allowance.close);
  if (peer.ending === "reset") return;
  throw await explain(peer.check, {
    situation: "close",
    program: peer.program,
    peer,
    message: text("The connection should have been reset.", "连接应该被重置。"),
  });
}

function messageFor(peer: ByteStream, talked: boolean, waited: number): Text {
  if (talked) return text("The program sent more before it closed.", "程序在关闭之前多发了数据。");
  if (peer.carries === "output") return text("The program did not end its output.", "程序没有结束自己的输出。");
  if (peer.ending === "reset") return text("The program reset the connection instead of closing it.", "程序重置了连接，而不是正常关闭。");
  const after = waited < 100 ? text("", "") : waitingTime(waited);
  return text(`The program did not close the connection${after.en}.`, `${after.zh}程序没有关闭连接。`);
}

function waitingTime(milliseconds: number): Text {
  const seconds = (milliseconds / 1000).toFixed(1);
  return text(`, even after ${seconds} s`, `等了 ${seconds} 秒，`);
}
