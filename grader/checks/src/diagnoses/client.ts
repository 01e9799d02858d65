import { text } from "@wirelab/model";
import type { Diagnosis } from "./index.ts";

const connectsElsewhere: Diagnosis = ({ situation, program }) => {
  if (!program || situation !== "accept") return undefined;
  const [, host, port] = /(?:ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\s+(\S+):(\d+)/.exec(program.stderr.lastLines(40)) ?? [];
  if (host === undefined || port === undefined || Number(port) === program.port) return undefined;
  return text(
    `The program connects to ${host} port ${port}, not to ${program.host} port ${program.port}: take host and port from the arguments.`,
    `程序连接的是 ${host} 端口 ${port}，而不是 ${program.host} 端口 ${program.port}：host 和 port 要取自命令行参数。`,
  );
};

const triesOneAddress: Diagnosis = ({ situation, program }) =>
  situation === "accept" && program?.exited && program.host === "localhost" && /refused/i.test(program.stderr.lastLines(40))
    ? text(
        "localhost stands for ::1 and for 127.0.0.1, and this server is at only one of them: where one address refuses, try the next.",
        "localhost 既代表 ::1 也代表 127.0.0.1，而这个服务器只在其中一个上监听：一个地址被拒绝时，要试下一个。",
      )
    : undefined;

const pipelines: Diagnosis = ({ situation, actual, peer }) =>
  situation === "silence" && peer?.carries === "request" && actual && actual.length > 0
    ? text(
        "The client sends on before the reply is whole: send one request, wait for its reply, only then send the next.",
        "回复还没有完整，客户端就继续发送了：发一个请求，等到它的回复，再发下一个。",
      )
    : undefined;

const printsPiece: Diagnosis = ({ situation, actual, peer, others }) =>
  situation === "silence" && peer?.carries === "output" && actual && actual.length > 0 && others.some(({ sent }) => sent.includes(actual))
    ? text(
        "A piece of a reply was printed before the whole reply was in: what has been printed cannot be taken back.",
        "回复还没有完整，就打印了其中一段：打印出去的内容是收不回来的。",
      )
    : undefined;

const printsLastPiece: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" &&
  peer?.carries === "output" &&
  expected &&
  actual &&
  actual.length > 0 &&
  actual.length < expected.length &&
  expected.subarray(-actual.length).equals(actual)
    ? text(
        "Only the last piece of the reply was printed: keep what has come of a reply until its LF is there.",
        "只打印了回复的最后一段：在 LF 到来之前，要把已经到的部分都留着。",
      )
    : undefined;

const talksOnStdout: Diagnosis = ({ situation, expected, actual, peer }) =>
  (situation === "receive" || situation === "silence" || situation === "close") &&
  peer?.carries === "output" &&
  actual &&
  actual.length > 0 &&
  (expected === undefined || !expected.subarray(0, actual.length).equals(actual.subarray(0, expected.length)))
    ? text(
        "Standard output is for the replies and nothing else: what the program has to say itself goes to stderr.",
        "标准输出只用来输出回复：程序自己要说的话请写到 stderr。",
      )
    : undefined;

const lostAtExit: Diagnosis = ({ situation, expected, actual, peer, program }) =>
  situation === "receive" && peer?.carries === "output" && program?.exited && expected && actual && expected.indexOf(actual) === 0
    ? text(
        "The program ended before all was written: process.exit() does not wait for what is still on its way to stdout.",
        "内容还没有全部写出，程序就退出了：process.exit() 不会等待仍在写往 stdout 的数据。",
      )
    : undefined;

export const connectMistakes: readonly Diagnosis[] = [connectsElsewhere, triesOneAddress];

export const clientMistakes: readonly Diagnosis[] = [pipelines, printsPiece, lostAtExit, printsLastPiece, talksOnStdout];
