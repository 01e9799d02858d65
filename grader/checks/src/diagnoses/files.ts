import { text } from "@wirelab/model";
import type { Diagnosis } from "./index.ts";

const temporaryLeft: Diagnosis = ({ situation, surplus }) => {
  if (situation !== "files") return undefined;
  const name = surplus.find((candidate) => /^\.|te?mp|part|~$/i.test(candidate));
  return name === undefined
    ? undefined
    : text(
        `A temporary file was left behind (${JSON.stringify(name)}): remove it on each way out, not only where all goes well.`,
        `临时文件没有删掉（${JSON.stringify(name)}）：不只是一切顺利的时候，每一条出路上都要删除它。`,
      );
};

const storedAll: Diagnosis = ({ situation, surplus }) =>
  situation === "files" && surplus.length > 0
    ? text(
        "Something was stored that should not be: a file may get its name only when the upload is whole and accepted.",
        "不该保存的东西被保存了：上传完整并且被接受之后，文件才能得到它的名字。",
      )
    : undefined;

const decoded: Diagnosis = ({ situation, expected, actual }) =>
  situation === "files" && expected && actual && !actual.equals(expected) && actual.equals(Buffer.from(expected.toString("utf8")))
    ? text(
        "The file's bytes have been text on their way: what is no UTF-8 became U+FFFD. Keep the body in Buffers from end to end.",
        "文件的字节在途中变成过文本：不是 UTF-8 的字节都成了 U+FFFD。正文从头到尾都要用 Buffer。",
      )
    : undefined;

const beginningLost: Diagnosis = ({ situation, expected, actual }) =>
  situation === "files" &&
  expected &&
  actual &&
  actual.length > 0 &&
  actual.length < expected.length &&
  actual.equals(expected.subarray(-actual.length))
    ? text(
        "The beginning is missing: what comes in one piece with the header belongs to the file.",
        "文件的开头不见了：和头部一起到达的字节也属于文件。",
      )
    : undefined;

const onlyBeginning: Diagnosis = ({ situation, expected, actual }) =>
  situation === "files" && expected && actual && actual.length < expected.length && actual.equals(expected.subarray(0, actual.length))
    ? text(
        "It is only the beginning: wait until all has been written and the file is closed, and write it under another name until then.",
        "这只是文件的开头：要等全部写完、文件关闭；在那之前，用别的名字来写。",
      )
    : undefined;

const overwritten: Diagnosis = ({ situation, expected, actual }) =>
  situation === "files" && expected && actual && !actual.equals(expected)
    ? text(
        "The file has been written into: write the new one under another name in the same directory, and rename it when it is whole.",
        "这个文件被直接改写了：在同一个目录里用别的名字写新文件，写完整之后再改名。",
      )
    : undefined;

const notInOneStep: Diagnosis = ({ situation }) =>
  situation === "watch"
    ? text(
        "Whoever opens a file for writing empties it: write the new one under another name in the same directory, and rename it when it is whole: that happens in one step.",
        "以写方式打开文件，文件立刻就空了：在同一个目录里用别的名字写新文件，写完整之后再改名，改名是一步完成的。",
      )
    : undefined;

export const fileMistakes: readonly Diagnosis[] = [
  temporaryLeft,
  storedAll,
  decoded,
  beginningLost,
  onlyBeginning,
  overwritten,
  notInOneStep,
];
