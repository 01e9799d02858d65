import { text } from "@wirelab/model";
import type { Diagnosis } from "./index.ts";

const chunkAsMessage: Diagnosis = ({ situation, actual, peer }) =>
  situation === "silence" &&
  actual &&
  actual.length > 0 &&
  peer?.carries === "reply" &&
  peer.sent.includes(actual) &&
  !actual.includes("\n")
    ? text(
        "A chunk was taken for a message: TCP is a stream, `data` events have no borders. Collect bytes until LF.",
        "一块数据被当成了一条消息：TCP 是字节流，`data` 事件没有边界。请把字节收集起来，直到 LF。",
      )
    : undefined;

const onStdout: Diagnosis = ({ situation, expected, actual, program, peer }) =>
  situation === "receive" &&
  peer?.carries !== "output" &&
  actual?.length === 0 &&
  expected &&
  expected.length > 3 &&
  program?.stdout.includes(expected.subarray(0, -1))
    ? text(
        "The program printed to stdout what belongs on the wire: write it to the socket.",
        "程序把应该发到网络上的内容打印到了标准输出：请写入套接字。",
      )
    : undefined;

const onlyFirstLine: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" &&
  expected &&
  actual &&
  actual.length > 0 &&
  actual.length < expected.length &&
  actual.at(-1) === 0x0a &&
  expected.subarray(0, actual.length).equals(actual) &&
  !peer?.ending
    ? text(
        "Some lines were answered and then nothing more came: one chunk can hold several lines, and the rest of one line.",
        "回答了几行之后就没有下文了：一块数据里可以有好几行，也可以有半行。",
      )
    : undefined;

const answeredFinAtOnce: Diagnosis = ({ situation, expected, actual, peer, program }) =>
  situation === "receive" &&
  expected &&
  actual &&
  actual.length < expected.length &&
  peer?.finished &&
  peer.ending === "end" &&
  !program?.exited
    ? text(
        "FIN was answered at once, before the last bytes were: a client that has said all can still listen (in Node: allowHalfOpen).",
        "收到 FIN 就立刻关闭了，最后的字节还没有发回：客户端说完了，但仍然在听（在 Node 里：allowHalfOpen）。",
      )
    : undefined;

const readsOn: Diagnosis = ({ situation, peer }) =>
  situation === "stall" && !peer?.ending
    ? text(
        "It read on and kept all replies in memory: when write() returns false, pause() the socket until 'drain'.",
        "它继续读取，把所有回复都堆在内存里：write() 返回 false 时要 pause() 套接字，直到 'drain'。",
      )
    : undefined;

const closedEarly: Diagnosis = ({ situation, expected, actual, peer, program }) =>
  situation === "receive" &&
  peer?.carries === "reply" &&
  expected &&
  actual &&
  actual.length < expected.length &&
  expected.subarray(0, actual.length).equals(actual) &&
  peer?.ending &&
  !program?.exited
    ? text("The program closed the connection before its reply was whole.", "回复还没有发完，程序就关闭了连接。")
    : undefined;

const neverClosed: Diagnosis = ({ situation, peer }) =>
  situation === "close" && peer && peer.carries !== "output" && !peer.ending
    ? text(
        "The program never closed its side: end() the socket when it is time.",
        "程序一直没有关闭自己这一侧：到时候要对套接字调用 end()。",
      )
    : undefined;

const silent: Diagnosis = ({ situation, actual, program }) =>
  situation === "receive" && actual?.length === 0 && program && !program.exited
    ? text("The program sent nothing and sat idle.", "程序什么都没有发送，一直闲着。")
    : undefined;

export const streamMistakes: readonly Diagnosis[] = [
  chunkAsMessage,
  onStdout,
  onlyFirstLine,
  answeredFinAtOnce,
  closedEarly,
  readsOn,
  neverClosed,
  silent,
];
