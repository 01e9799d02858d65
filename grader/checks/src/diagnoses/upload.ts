import { createHash } from "node:crypto";
import { text, type Text } from "@wirelab/model";
import type { Diagnosis } from "./index.ts";

const hashReply = /^OK ([0-9a-f]{64})\n/;

/** An `OK` with the hash of something else than the body. */
const otherHash: Diagnosis = ({ situation, expected, actual, peer }) => {
  const wanted = hashReply.exec(expected?.toString("latin1") ?? "")?.[1];
  const said = hashReply.exec(actual?.toString("latin1") ?? "")?.[1];
  if (situation !== "receive" || peer?.carries !== "reply" || wanted === undefined || said === undefined || said === wanted)
    return undefined;
  return hashMistakes(peer.sent).find(({ of }) => of.some((bytes) => sha256(bytes) === said))?.mistake ?? unknownHash;
};

function hashMistakes(sent: Buffer): readonly { of: readonly Buffer[]; mistake: Text }[] {
  const end = sent.length < 4 ? 0 : 4 + sent.readUInt32BE();
  const [header, body] = [sent.subarray(4, end), sent.subarray(end)];
  return [
    {
      of: [sent, sent.subarray(4), header, Buffer.concat([compact(header), body])],
      mistake: text(
        "The hash is not of the body alone: the header went into it. It is that of the picture's bytes, nothing before and nothing behind.",
        "哈希不只是正文的：头部也算进去了。它应该只是图片字节的哈希，前后都不多算。",
      ),
    },
    {
      of: [Buffer.from(body.toString("utf8"))],
      mistake: text(
        "The hash is of the body as text: what is no UTF-8 became U+FFFD. Keep the body in Buffers from end to end.",
        "这是正文变成文本之后的哈希：不是 UTF-8 的字节都成了 U+FFFD。正文从头到尾都要用 Buffer。",
      ),
    },
    {
      of: [Buffer.alloc(0)],
      mistake: text("The hash is that of no bytes at all.", "这是零个字节的哈希：一个字节也没有算进去。"),
    },
  ];
}

const unknownHash = text(
  "The hash is of other bytes than the body's: those of the picture, all of them, nothing before and nothing behind, and anew for each upload.",
  "哈希算的不是正文的字节：应该是图片的全部字节，前后都不多算，而且每次上传都重新算。",
);

const refusedRight: Diagnosis = ({ situation, expected, actual, peer }) => {
  const code = /^ERR ([A-Z_]+)/.exec(actual?.toString("latin1") ?? "")?.[1];
  if (situation !== "receive" || peer?.carries !== "reply" || code === undefined || !expected?.toString("latin1").startsWith("OK "))
    return undefined;
  return code === "BAD_HEADER"
    ? text(
        "A header that is right was refused: its length is 4 bytes, big-endian, and it may arrive in pieces, or together with what follows.",
        "一个正确的头部被拒绝了：长度是 4 个字节、大端序；头部可能分几段到达，也可能和后面的内容一起到达。",
      )
    : text(`An upload that keeps the rules was refused with ${code}.`, `一次符合规则的上传被拒绝了，代码是 ${code}。`);
};

const tookWrong: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" &&
  peer?.carries === "reply" &&
  /^ERR [A-Z_]+\n$/.test(expected?.toString("latin1") ?? "") &&
  actual?.toString("latin1").startsWith("OK ")
    ? text("What should have been refused was taken.", "本该拒绝的内容被接受了。")
    : undefined;

const waitsForBody: Diagnosis = ({ situation, expected, actual, program, peer }) =>
  situation === "receive" &&
  peer?.carries === "reply" &&
  /^ERR [A-Z_]+\n$/.test(expected?.toString("latin1") ?? "") &&
  actual?.length === 0 &&
  !peer.ending &&
  !program?.exited
    ? text(
        "The program waits for more, though what has come is enough to refuse: nothing else may follow.",
        "已经收到的内容足以拒绝，程序却还在等：后面可能什么都不会再来。",
      )
    : undefined;

const littleEndian: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" &&
  peer?.carries === "request" &&
  expected?.length === 4 &&
  actual?.length === 4 &&
  !actual.equals(expected) &&
  actual.readUInt32LE() === expected.readUInt32BE()
    ? text(
        "The length is in little-endian; on the wire the big end comes first: writeUInt32BE().",
        "长度用了小端序；网络上是高位字节在前：writeUInt32BE()。",
      )
    : undefined;

const countsCharacters: Diagnosis = ({ situation, expected, actual, peer }) => {
  if (situation !== "receive" || peer?.carries !== "request" || !expected || !actual || actual.length >= expected.length) return undefined;
  const whole = expected.toString("utf8");
  if (!expected.subarray(0, actual.length).equals(actual) || ![whole.length, Array.from(whole).length].includes(actual.length))
    return undefined;
  return text(
    "The length counts characters, not bytes: make a Buffer of the text first, and take its length.",
    "长度数的是字符，不是字节：先把文本变成 Buffer，再取它的长度。",
  );
};

const bodyAsText: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" && peer?.carries === "request" && expected && actual && beginsAsTextOf(actual, expected)
    ? text(
        "The file was read as text: what is no UTF-8 became U+FFFD. Read it without an encoding, as Buffers.",
        "文件被当作文本读取了：不是 UTF-8 的字节都成了 U+FFFD。读取时不要指定编码，用 Buffer。",
      )
    : undefined;

const printsPart: Diagnosis = ({ situation, expected, actual, peer }) =>
  situation === "receive" &&
  peer?.carries === "output" &&
  expected?.toString("latin1").startsWith("OK ") &&
  actual &&
  actual.length > 0 &&
  expected.toString("latin1").slice(3).startsWith(actual.toString("latin1").trim())
    ? text("The reply is printed as it came, OK included.", "回复要原样打印，OK 也包括在内。")
    : undefined;

export const uploadMistakes: readonly Diagnosis[] = [
  otherHash,
  refusedRight,
  tookWrong,
  waitsForBody,
  littleEndian,
  countsCharacters,
  bodyAsText,
  printsPart,
];

function beginsAsTextOf(actual: Buffer, bytes: Buffer): boolean {
  const asText = Buffer.from(bytes.subarray(0, 64).toString("utf8")).subarray(0, 32);
  return (
    actual.length >= asText.length && actual.subarray(0, asText.length).equals(asText) && !bytes.subarray(0, asText.length).equals(asText)
  );
}

function compact(header: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(header.toString())));
  } catch {
    return header;
  }
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
