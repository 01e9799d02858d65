import { type Fail, text } from "@wirelab/model";
import { expect, test } from "vitest";
import { plain } from "../src/index.ts";
import { failure } from "../src/terminal/failure.ts";
import { check, lab, wire } from "./builders.ts";

const diagnosis = text("A chunk was taken for a message: TCP is a stream.", "一块数据被当成了一条消息：TCP 是字节流。");
const verdict: Fail = {
  kind: "fail",
  message: "Something came while nothing may be sent.",
  expected: String.raw`"hello\n"  (6 bytes)`,
  actual: '"hel"  (3 bytes)',
  diagnosis: diagnosis.en,
  texts: { message: text("Something came while nothing may be sent.", "不该发送任何内容的时候，收到了数据。"), diagnosis },
  stderr: "Error: one\n    at main.ts:3:5",
};
const transcript = wire(["client", "open"], ["client", "out", "hel"], ["client", "in", "hel"]);
const title = "joins a line that came in two segments";

const show = (language: "en" | "zh", shown: Fail): string =>
  `\n${failure(check("byte-stream", shown, title, transcript), shown, { lab, language, style: plain, seed: 8127 }).join("\n")}\n`;

test("a failure tells what was expected, what came, what happened, why, and how to go on", () => {
  expect(show("en", verdict)).toMatchInlineSnapshot(`
    "
         ✗ joins a line that came in two segments
           Something came while nothing may be sent.
           expected  "hello\\n"  (6 bytes)
           received  "hel"  (3 bytes)

           grader                                          your program
           client │── connect ────────────────────────────▶│     0 ms
           client │── "hel" ──────────────────────────────▶│     1 ms
           client │◀────────────────────────────── "hel" ──│     2 ms

           A chunk was taken for a message: TCP is a stream.
           stderr  Error: one
           stderr      at main.ts:3:5
           hint: pnpm lab hint tcp-server byte-stream
           again: pnpm lab check tcp-server byte-stream --seed 8127
    "
  `);
});

test("the same in Chinese", () => {
  expect(show("zh", verdict)).toMatchInlineSnapshot(`
    "
         ✗ 拼起分两段到达的一行
           不该发送任何内容的时候，收到了数据。
           应为  "hello\\n"  (6 bytes)
           实际  "hel"  (3 bytes)

           评分器                                          你的程序
           client │── 连接 ───────────────────────────────▶│     0 ms
           client │── "hel" ──────────────────────────────▶│     1 ms
           client │◀────────────────────────────── "hel" ──│     2 ms

           一块数据被当成了一条消息：TCP 是字节流。
           stderr  Error: one
           stderr      at main.ts:3:5
           提示: pnpm lab hint tcp-server byte-stream
           重做: pnpm lab check tcp-server byte-stream --seed 8127
    "
  `);
});

test("what is not known is left out", () => {
  const bare = failure(check("echo", verdict), { kind: "fail", message: "It crashed." }, { lab, language: "zh", style: plain, seed: 1 });
  expect(`\n${bare.join("\n")}\n`).toMatchInlineSnapshot(`
    "
         ✗ a check
           It crashed.
           提示: pnpm lab hint tcp-server echo
           重做: pnpm lab check tcp-server echo --seed 1
    "
  `);
});

test("on a narrow terminal nothing but bytes is broken by the terminal itself", () => {
  const { texts: _, ...untranslated } = verdict;
  const long: Fail = { ...untranslated, actual: `"${"x".repeat(56)}"…  (4098 bytes)`, diagnosis: "word ".repeat(40).trim() };
  const lines = failure(check("byte-stream", long, title, transcript), long, { lab, language: "en", style: plain, seed: 1, columns: 80 });
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(lines.join("\n")).toContain(`x"…\n                 (4098 bytes)\n`);
});
