import { text } from "@wirelab/model";
import type { Evidence } from "./evidence.ts";
import type { Diagnosis } from "./index.ts";

type Compare = (actual: Buffer, exchange: NonNullable<Evidence["exchange"]>, evidence: Evidence) => ReturnType<Diagnosis>;

/** A mistake that shows in the datagram that came, or in that none did, where one was waited for. */
function inReplies(compare: Compare): Diagnosis {
  return (evidence) => {
    const { situation, exchange, actual } = evidence;
    const isServer = evidence.program?.role === "server";
    return situation === "datagram" && isServer && exchange && actual ? compare(actual, exchange, evidence) : undefined;
  };
}

const repeatUnanswered = inReplies((actual, { sent }) =>
  actual.length === 0 && askedAgain(sent)
    ? text(
        "A request that came again got no reply: the client asks again because the first reply may have been lost. Give it the same one again.",
        "重复的请求没有得到回复：客户端再问一遍，是因为第一次的回复可能丢了。请把同样的回复再发一次。",
      )
    : undefined,
);

const repeatCarriedOut = inReplies((actual, { sent }) =>
  actual.length > 0 && askedAgain(sent)
    ? text(
        "A request that came before was carried out anew: remember the reply by address, port and id, and send that one.",
        "以前来过的请求又被执行了一次：请按地址、端口和 id 记住回复，再来时把记住的那个发回去。",
      )
    : undefined,
);

const takenForAnothers = inReplies((actual, { sent }, { otherExchanges }) => {
  const last = sent.at(-1);
  const id = last && idOf(last);
  return actual.length > 0 && id && otherExchanges.some((other) => other.sent.some((datagram) => idOf(datagram) === id))
    ? text(
        "Another peer has used this id before, and that is another request: tell peers apart by address and port, both.",
        "别的对端用过同样的 id，但那是另一个请求：要同时按地址和端口来区分对端。",
      )
    : undefined;
});

const joined = inReplies((actual, { sent }) =>
  sent.slice(-few).some((request) => actual.includes(request) && idOf(request) !== idOf(actual))
    ? text(
        "Datagrams were joined: each is a message of its own, nothing has to be collected.",
        "几个数据报被拼到了一起：每个数据报本身就是一条消息，什么都不用攒。",
      )
    : undefined,
);

const cut = inReplies((actual, _exchange, { expected }) =>
  expected && actual.length >= telling && actual.length < expected.length && expected.subarray(0, actual.length).equals(actual)
    ? text(
        `The datagram ends after ${actual.length} of ${expected.length} bytes: was it received into a buffer that is too small, or sent in pieces?`,
        `数据报只有 ${expected.length} 字节中的前 ${actual.length} 字节：是接收缓冲区太小，还是分几次发送了？`,
      )
    : undefined,
);

const unanswered = inReplies((actual, _exchange, { program }) =>
  actual.length === 0 && !program?.exited
    ? text(
        "The program sent nothing to the address and port that asked, and sat idle: does the reply go to where the request came from?",
        "程序没有向发来请求的地址和端口发送任何内容，一直闲着：回复是发往请求的来处吗？",
      )
    : undefined,
);

const asksNothing: Diagnosis = ({ situation, program, actual, exchange }) =>
  situation === "datagram" && program?.role === "client" && actual?.length === 0 && exchange?.taken.length === 0 && !program.exited
    ? text(
        "The client sent nothing to the host and port that it was given, and sat idle.",
        "客户端没有向给定的主机和端口发送任何内容，一直闲着。",
      )
    : undefined;

const asksNoMore: Diagnosis = ({ situation, program, actual, exchange }) =>
  situation === "datagram" && program?.role === "client" && actual?.length === 0 && exchange && exchange.taken.length > 0 && !program.exited
    ? text(
        "The client fell silent: with the reply in, the next request is due; without it, the same one again after RETRY_MS, whatever strays have come.",
        "客户端不再发送了：回复到了，就该发下一个请求；回复没到，过了 RETRY_MS 就该重发同一个请求，不管来过什么无关的数据报。",
      )
    : undefined;

const wrongTotal: Diagnosis = ({ situation, program, peer, expected, actual }) => {
  if (situation !== "receive" || program?.transport !== "udp" || peer?.carries !== "output" || !expected || !actual) return undefined;
  const [should, is] = firstDifferentLines(expected, actual);
  return /^-?\d+$/.test(should ?? "") && /^(?:-?\d+|ERR .*)$/.test(is ?? "")
    ? text(
        `The total should be ${should} and is ${is}: was an addition counted twice or not at all, or another request's reply taken for this one's?`,
        `总数应该是 ${should}，却是 ${is}：是某次加法算了两次或一次没算，还是把别的请求的回复当成了这一个的？`,
      )
    : undefined;
};

const keptAlive: Diagnosis = ({ situation, program }) =>
  situation === "exit" && program?.transport === "udp" && program.role === "client" && !program.exited
    ? text(
        "Something keeps the process alive: an open socket, or a timer. Close the one and clear the other when the work is over or given up.",
        "有东西让进程退不出去：没有关闭的 socket，或者没有清除的计时器。工作完成或放弃之后，要关掉前者、清除后者。",
      )
    : undefined;

const newIdEachTry: Diagnosis = ({ situation, program, expected, actual, exchange }) =>
  situation === "datagram" &&
  program?.role === "client" &&
  expected &&
  actual &&
  exchange?.taken.some((earlier) => earlier.equals(expected)) &&
  idOf(actual) !== idOf(expected) &&
  commandOf(actual) === commandOf(expected)
    ? text(
        "The same request was sent again with another id, so that the server takes it for another request: send the very same bytes again.",
        "同一个请求换了 id 再发，服务器会把它当成另一个请求：要把完全相同的字节再发一次。",
      )
    : undefined;

const usesIdTwice: Diagnosis = ({ situation, program, expected, actual, exchange }) =>
  situation === "datagram" &&
  program?.role === "client" &&
  expected &&
  actual &&
  exchange?.taken.slice(0, -1).some((earlier) => idOf(earlier) === idOf(actual) && commandOf(earlier) !== commandOf(actual))
    ? text(
        "An id was used for a second request: the server takes that for a repeated first one. Give each request an id of its own.",
        "同一个 id 用在了第二个请求上：服务器会把它当成重复的第一个请求。每个请求都要有自己的 id。",
      )
    : undefined;

const sendsTooMuch: Diagnosis = ({ situation, program, exchange }) => {
  const [extra] = exchange?.inbox ?? [];
  if (situation !== "silence" || program?.role !== "client" || !extra) return undefined;
  return exchange?.taken.some((earlier) => earlier.equals(extra.bytes))
    ? text(
        "A request was sent again too soon or too often: RETRY_MS and TRIES say when and how often, and a stray changes neither.",
        "请求重发得太早或太多：何时重发、发几次由 RETRY_MS 和 TRIES 决定，无关的数据报不能改变它们。",
      )
    : text(
        "The client sends on before the reply is in: one request at a time, and none after giving up.",
        "回复还没到，客户端就继续发送了：一次只发一个请求，放弃之后不再发送。",
      );
};

export const datagramMistakes: readonly Diagnosis[] = [
  joined,
  takenForAnothers,
  repeatUnanswered,
  repeatCarriedOut,
  cut,
  unanswered,
  asksNothing,
  asksNoMore,
  wrongTotal,
  keptAlive,
  newIdEachTry,
  usesIdTwice,
  sendsTooMuch,
];

/** Whether the request that was sent last has the id of an earlier one. */
function askedAgain(sent: readonly Buffer[]): boolean {
  const last = sent.at(-1);
  return last !== undefined && sent.slice(0, -1).some((earlier) => idOf(earlier) === idOf(last));
}

/** A request that was joined to another one came shortly before it. */
const few = 4;

/** A datagram cut off by chance is no shorter than this, in bytes. */
const telling = 256;

function idOf(datagram: Buffer): string {
  return datagram.toString("latin1").split(" ", 1)[0] ?? "";
}

function commandOf(datagram: Buffer): string {
  return datagram.toString("latin1").slice(idOf(datagram).length);
}

/** The first line in which the two differ, of each; undefined where it is not whole. */
function firstDifferentLines(a: Buffer, b: Buffer): [string | undefined, string | undefined] {
  const [ours, theirs] = [a, b].map((bytes) => bytes.toString("latin1").split("\n").slice(0, -1));
  const at = ours?.findIndex((line, number) => line !== theirs?.[number]) ?? 0;
  return [ours?.[at], theirs?.[at]];
}
