import { describe, expect, test } from "vitest";
import stringWidth from "string-width";
import { ladder } from "../src/terminal/ladder.ts";
import { wire } from "./builders.ts";

const show = (...[transcript, language = "en", failing]: Partial<Parameters<typeof ladder>>): string =>
  `\n${ladder(transcript ?? [], language, failing).join("\n")}\n`;

describe("a ladder", () => {
  test("of one peer", () => {
    expect(
      show(
        wire(
          ["client", "open"],
          ["client", "out", "hel"],
          ["client", "in", "hel"],
          ["client", "end", undefined, "peer"],
          ["client", "end", undefined, "program"],
          ["client", "close"],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      grader                                          your program
      client │── connect ────────────────────────────▶│     0 ms
      client │── "hel" ──────────────────────────────▶│     1 ms
      client │◀────────────────────────────── "hel" ──│     2 ms
      client │── FIN ────────────────────────────────▶│     3 ms
      client │◀──────────────────────────────── FIN ──│     4 ms
      client │── close ──────────────────────────────▶│     5 ms
      "
    `);
  });

  test("of two peers has their names, and who reset", () => {
    expect(
      show(
        wire(
          ["ann", "open"],
          ["benjamin", "open"],
          ["ann", "reset", undefined, "peer"],
          ["benjamin", "out", "hi\n"],
          ["benjamin", "reset", undefined, "program"],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      grader                                            your program
      ann      │── connect ────────────────────────────▶│     0 ms
      benjamin │── connect ────────────────────────────▶│     1 ms
      ann      │── RST ────────────────────────────────▶│     2 ms
      benjamin │── "hi\\n" ─────────────────────────────▶│     3 ms
      benjamin │◀──────────────────────────────── RST ──│     4 ms
      "
    `);
  });

  test("of datagrams shows which got lost", () => {
    const lost = wire(["client", "in", "1 GET a"], ["server", "out", "1 GET a"], ["server", "in", "1 0"]).map((event) =>
      event.peer === "server" && event.kind === "in" ? { ...event, lost: true as const } : event,
    );
    expect(show(lost)).toMatchInlineSnapshot(`
      "
      grader                                          your program
      client │◀────────────────────────── "1 GET a" ──│     0 ms
      server │── "1 GET a" ──────────────────────────▶│     1 ms
      server │╳────────────────────────────── "1 0" ──│     2 ms
      "
    `);
  });

  test("of standard input and output says end of file", () => {
    expect(show(wire(["stdio", "out", "hi\n"], ["stdio", "end", undefined, "peer"]))).toMatchInlineSnapshot(`
      "
      grader                                          your program
      stdio  │── "hi\\n" ─────────────────────────────▶│     0 ms
      stdio  │── end of file ────────────────────────▶│     1 ms
      "
    `);
  });

  test("of many peers shows the failing one only", () => {
    const names = ["one", "two", "three", "four", "five"];
    expect(show(wire(...names.map((name) => [name, "in", name] as [string, "in", string])), "en", { peer: "three" }))
      .toMatchInlineSnapshot(`
      "
      grader                                          your program
      three  │◀──────────────────────────── "three" ──│     2 ms
      "
    `);
  });

  test("of as many peers as can be told apart shows all", () => {
    const names = ["one", "two", "three", "four"];
    const shown = show(wire(...names.map((name) => [name, "in", name] as [string, "in", string])), "en", { peer: "three" });
    for (const name of names) expect(shown).toContain(`"${name}"`);
  });

  test("shortens what is long, and tells its size", () => {
    const [sent, received] = wire(["client", "out", "long ".repeat(50)], ["client", "in", "\0".repeat(99)]);
    expect(show([sent!, { ...received!, size: 70_000 }])).toMatchInlineSnapshot(`
      "
      grader                                          your program
      client │── "long long long long lon"… 250 B ───▶│     0 ms
      client │◀──── "\\x00\\x00\\x00\\x00\\x00"… 70000 B ──│     1 ms
      "
    `);
  });

  test("is in Chinese, and as wide where the bytes are", () => {
    const transcript = wire(["小明", "open"], ["小明", "out", "你好，世界\n"], ["小明", "in", `a${"你".repeat(40)}`], ["小明", "close"]);
    expect(show(transcript, "zh")).toMatchInlineSnapshot(`
      "
      评分器                                          你的程序
      小明   │── 连接 ───────────────────────────────▶│     0 ms
      小明   │── "你好，世界\\n" ─────────────────────▶│     1 ms
      小明   │◀───── "a你你你你你你你你你你"… 121 B ──│     2 ms
      小明   │── 关闭 ───────────────────────────────▶│     3 ms
      "
    `);
    const arrows = ladder(transcript, "zh").slice(1);
    expect(new Set(arrows.map((line) => stringWidth(line))).size).toBe(1);
  });

  test("of many events shows the last, with a flood as one arrow", () => {
    const questions = Array.from({ length: 12 }, (_, at): [string, "in" | "out", string] => ["client", at % 2 ? "in" : "out", `${at}`]);
    const flood = Array.from({ length: 30 }, (): [string, "in", string] => ["client", "in", "spam "]);
    expect(show(wire(["client", "open"], ...questions, ["client", "out", "stop\n"], ...flood, ["client", "close"]))).toMatchInlineSnapshot(`
      "
      grader                                          your program
             ┆  … 31 earlier events left out
      client │◀──────────────────────────── "spam " ──│    31 ms
      client │◀──────────────────────────── "spam " ──│    32 ms
      client │◀──────────────────────────── "spam " ──│    33 ms
      client │◀──────────────────────────── "spam " ──│    34 ms
      client │◀──────────────────────────── "spam " ──│    35 ms
      client │◀──────────────────────────── "spam " ──│    36 ms
      client │◀──────────────────────────── "spam " ──│    37 ms
      client │◀──────────────────────────── "spam " ──│    38 ms
      client │◀──────────────────────────── "spam " ──│    39 ms
      client │◀──────────────────────────── "spam " ──│    40 ms
      client │◀──────────────────────────── "spam " ──│    41 ms
      client │◀──────────────────────────── "spam " ──│    42 ms
      client │◀──────────────────────────── "spam " ──│    43 ms
      client │── close ──────────────────────────────▶│    44 ms
      "
    `);
  });

  test("of nothing is nothing", () => {
    expect(ladder([], "en")).toEqual([]);
  });
});
