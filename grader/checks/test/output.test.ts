import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { describe, expect, test } from "vitest";
import { Output } from "../src/output.ts";

/** What is kept of an output that is written in these chunks, and how often it was found to be a flood. */
async function written(...chunks: (string | Buffer)[]): Promise<{ output: Output; floods: number }> {
  const stream = new PassThrough();
  let floods = 0;
  const output = new Output(stream, () => (floods += 1));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return { output, floods };
}

const kibi = 1024;

describe("an output", () => {
  test("keeps its beginning and its end, and how much it was", async () => {
    const parts = ["the beginning", "x".repeat(100 * kibi), "the middle", "x".repeat(100 * kibi), "the end"];
    const { output } = await written(...parts);
    expect(output.includes(Buffer.from("the beginning"))).toBe(true);
    expect(output.includes(Buffer.from("the end"))).toBe(true);
    expect(output.includes(Buffer.from("the middle"))).toBe(false);
    expect(output.size).toBe(parts.join("").length);
  });

  test("finds what came in pieces", async () => {
    const { output } = await written("hel", "lo\n");
    expect(output.includes(Buffer.from("hello"))).toBe(true);
    expect(output.includes(Buffer.from("help"))).toBe(false);
  });

  test("gives its last lines, safe to print", async () => {
    const { output } = await written("one\ntwo\n", "\x1b[2Jthree\n", "你", "好\n\n");
    expect(output.lastLines(2)).toBe("\\x1b[2Jthree\n你好");
    expect(output.lastLines(100)).toBe("one\ntwo\n\\x1b[2Jthree\n你好");
  });

  test("has no last lines where nothing but white space was written", async () => {
    expect((await written(" \n\n")).output.lastLines(1)).toBe("");
  });

  test("shortens lines without end", async () => {
    const { output } = await written("x".repeat(60 * kibi), "\nlast\n");
    expect(output.lastLines(2)).toMatch(/^x{400}…\nlast$/);
  });

  test("is a flood beyond 256 MiB", async () => {
    const mebibytes = Array<Buffer>(256).fill(Buffer.alloc(kibi ** 2));
    const much = await written(...mebibytes);
    expect(much.output.flooded).toBe(false);
    expect(much.floods).toBe(0);
    const tooMuch = await written(...mebibytes, "x");
    expect(tooMuch.output.flooded).toBe(true);
    expect(tooMuch.floods).toBe(1);
  });
});
