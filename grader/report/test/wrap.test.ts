import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { wrap } from "../src/terminal/wrap.ts";

const english = "A chunk was taken for a message: TCP is a stream, `data` events have no borders. Collect bytes until LF.";
const chinese = "一块数据被当成了一条消息：TCP 是字节流，`data` 事件没有边界。请把字节收集起来（用 Buffer.concat），直到 LF。";

describe("a sentence", () => {
  test.for([english, chinese])("is broken to the width, and nothing is lost: %s", (text) => {
    for (let columns = 24; columns < 120; columns++) {
      const lines = wrap(text, columns);
      for (const line of lines) expect(stringWidth(line), `${columns}: ${line}`).toBeLessThanOrEqual(columns);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(line).not.toMatch(/^[ ，。：；）]|[（ ]$/);
    }
  });

  test("is broken after a word, and without need not at all", () => {
    expect(wrap(english, 60)).toEqual([
      "A chunk was taken for a message: TCP is a stream, `data`",
      "events have no borders. Collect bytes until LF.",
    ]);
    expect(wrap(english)).toEqual([english]);
    expect(wrap(english, 500)).toHaveLength(2);
  });

  test("keeps its own line ends and indentation, and a word that is longer than the line", () => {
    expect(wrap("main.ts:3\n    at one\n\nend", 20)).toEqual(["main.ts:3", "    at one", "", "end"]);
    expect(wrap(`see ${"x".repeat(30)} there`, 20)).toEqual(["see", "x".repeat(30), "there"]);
  });
});
