import { firstDifference, text } from "@wirelab/model";
import type { Evidence } from "./evidence.ts";
import type { Diagnosis } from "./index.ts";

type Compare = (expected: Buffer, actual: Buffer, evidence: Evidence) => ReturnType<Diagnosis>;

/** A mistake that shows in the bytes that came, against those that should have come. */
function inBytes(compare: Compare): Diagnosis {
  return (evidence) => {
    const { expected, actual } = evidence;
    return expected && actual ? compare(expected, actual, evidence) : undefined;
  };
}

const replacement = Buffer.from("\uFFFD");

const bufferAsText = inBytes((expected, actual) =>
  actual.includes("<Buffer ") && !expected.includes("<Buffer ")
    ? text(
        "A Buffer was printed as text (<Buffer 68 65 …>): write the Buffer itself.",
        "Buffer 被当作文字输出了（<Buffer 68 65 …>）：请直接写出 Buffer 本身。",
      )
    : undefined,
);

const cutCharacter = inBytes((expected, actual) =>
  actual.includes(replacement) && !expected.includes(replacement)
    ? text(
        "Bytes were decoded as UTF-8 where they are no whole character and became U+FFFD: split the bytes first, or do not decode at all.",
        "不完整的字符被当作 UTF-8 解码，变成了 U+FFFD：先按字节切分，或者根本不要解码。",
      )
    : undefined,
);

const latin1AsUtf8 = inBytes((expected, actual) =>
  actual.length > expected.length && Buffer.from(actual.toString("utf8"), "latin1").equals(expected)
    ? text(
        "Bytes were read as latin1 and written as UTF-8, so that each byte above 127 became two: keep Buffers, or write as latin1 too.",
        "数据按 latin1 读入、按 UTF-8 写出，127 以上的每个字节都变成了两个：请保留 Buffer，或者写出时也用 latin1。",
      )
    : undefined,
);

const fromOtherPeer = inBytes((expected, actual, { peer, others }) => {
  if (peer?.carries !== "reply") return undefined;
  const stranger = firstLine(actual);
  const from = stranger && others.find((other) => other.sent.includes(stranger));
  return from && !expected.includes(stranger)
    ? text(
        `These are bytes of another client (${from.name}): each connection needs a buffer and a socket of its own.`,
        `这是另一个客户端（${from.name}）的数据：每个连接都要有自己的缓冲区和套接字。`,
      )
    : undefined;
});

const nothingAsked = inBytes((_expected, actual, { peer }) =>
  actual.length > 0 && peer?.carries === "reply" && peer.sent.length === 0
    ? text("The program speaks first: send nothing but replies.", "程序先开口说话了：除了回复，什么都不要发送。")
    : undefined,
);

const doubledNewline = inBytes((expected, actual) =>
  actual[0] === 0x0a && expected[0] !== 0x0a && (expected.length === 0 || (actual.length > 1 && agree(actual.subarray(1), expected)))
    ? text("One LF too many: the line that came already ends with LF.", "多了一个 LF：收到的行本来就以 LF 结尾。")
    : undefined,
);

const lostNewline = inBytes((expected, actual) =>
  actual.length > 0 && without(expected, "\n").equals(without(actual, "\n")) && count(actual, 0x0a) < count(expected, 0x0a)
    ? text("LF is missing: it belongs to the line.", "缺少 LF：LF 是行的一部分。")
    : undefined,
);

const lostReturn = inBytes((expected, actual) =>
  expected.includes("\r") && without(expected, "\r").equals(actual)
    ? text("CR was dropped: bytes are opaque, only LF ends a line.", "CR 被丢掉了：字节是不透明的，只有 LF 结束一行。")
    : undefined,
);

const trimmed = inBytes((expected, actual) =>
  actual.length > 0 && actual.length < expected.length && expected.toString("latin1").trim() === actual.toString("latin1").trim()
    ? text("White space was trimmed: bytes are opaque, keep them all.", "空白被去掉了：字节是不透明的，要原样保留。")
    : undefined,
);

export const bytesMistakes: readonly Diagnosis[] = [
  bufferAsText,
  cutCharacter,
  latin1AsUtf8,
  nothingAsked,
  fromOtherPeer,
  doubledNewline,
  lostReturn,
  lostNewline,
  trimmed,
];

function firstLine(bytes: Buffer): Buffer | undefined {
  const end = bytes.indexOf(0x0a);
  const line = end < 0 ? bytes : bytes.subarray(0, end);
  return line.length >= 3 ? line : undefined;
}

/** Whether the shorter one begins the longer one. */
function agree(a: Buffer, b: Buffer): boolean {
  return firstDifference(a, b) === Math.min(a.length, b.length);
}

function without(bytes: Buffer, char: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(char, ""), "latin1");
}

function count(bytes: Buffer, value: number): number {
  return bytes.reduce((sum, byte) => sum + (byte === value ? 1 : 0), 0);
}
