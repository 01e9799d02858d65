import {
  type Comparison,
  firstDifferingCheck,
  measured,
  type Measurement,
  score,
  text,
  type Verdict,
  type WireEvent,
} from "@wirelab/model";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { comparisonPage, comparisonReport, leaderboardPage, leaderboardReport, plain } from "../src/index.ts";
import { check, fail, lab, leaderboardOf, pass, wire } from "./builders.ts";

const title = "joins a line that came in two segments";

const right = wire(
  ["client", "open"],
  ["client", "out", "hel"],
  ["client", "out", "lo\n"],
  ["client", "in", "hello\n"],
  ["client", "close"],
);
const early = wire(["client", "open"], ["client", "out", "hel"], ["client", "in", "hel"]);

function graded(submission: string, verdict: Verdict, transcript: readonly WireEvent[]) {
  const results = [check("listen", pass), check("echo", pass), check("byte-stream", verdict, title, transcript)];
  return score({ lab, submission, seed: 8127, sandbox: "bwrap" }, results);
}

const startUp = { id: "start-up", title: text("start-up", "启动"), unit: "ms", better: "less", stage: "listen" } as const;
const measurements: readonly Measurement[] = [
  { ...startUp, outcome: measured([2061, 2100, 2040], [58, 55, 71]) },
  { ...startUp, id: "memory", title: text("peak memory", "内存峰值"), outcome: { kind: "left out", reason: text("left out", "略去") } },
];

function compared(verdict: Verdict, transcript: readonly WireEvent[]): Comparison {
  const [submission, reference] = [graded("chen-wei", verdict, transcript), graded("reference", pass, right)];
  const difference = firstDifferingCheck(submission, reference, "tcp");
  return { version: 1, lab: lab.id, seed: 8127, sandbox: "bwrap", submission, reference, ...(difference && { difference }), measurements };
}

const show = (comparison: Comparison, columns = 120, language: "en" | "zh" = "en"): string =>
  `\n${comparisonReport(comparison, { lab, language, style: plain, columns })}\n`;

describe("a comparison", () => {
  test("on a wide terminal has the two ladders side by side, with the first event that differs", () => {
    expect(show(compared(fail, early))).toMatchInlineSnapshot(`
      "
      tcp-server · chen-wei beside the reference  seed 8127

            stage                          chen-wei  reference
         1  listen · Listens                  40/40      40/40
         2  echo · Echoes                     30/30      30/30
      ≠  3  byte-stream · Finds the lines      0/30      30/30
            total                            70/100    100/100

      The first check that tells them apart: 3 byte-stream · joins a line that came in two segments
      chen-wei fails:
          The reply did not come, or not all of it.

        grader                                        chen-wei       grader                                        reference
        client │── connect ──────────────────────────▶│     0 ms     client │── connect ──────────────────────────▶│     0 ms
        client │── "hel" ────────────────────────────▶│     1 ms     client │── "hel" ────────────────────────────▶│     1 ms
      ≠ client │◀──────────────────────────── "hel" ──│     2 ms   ≠ client │── "lo\\n" ───────────────────────────▶│     2 ms
                                                                     client │◀──────────────────────── "hello\\n" ──│     3 ms
                                                                     client │── close ────────────────────────────▶│     4 ms
      ≠ the first event that differs

      Measured in turn
      measurement  chen-wei             reference      ratio
      start-up     2061 ms (2040–2100)  58 ms (55–71)  36 (29–38)
      - peak memory: left out
      Medians, with the least and the most in brackets. The ratio is the submission's value for 1 of the reference's.
      "
    `);
  });

  test("on a narrow one has them one below the other, in Chinese as well, and stays narrow", () => {
    const shown = show(compared(fail, early), 80, "zh");
    expect(shown).toMatchInlineSnapshot(`
      "
      tcp-server · chen-wei 与参考实现对比  seed 8127

            阶段                      chen-wei  参考实现
         1  listen · 监听                40/40     40/40
         2  echo · 回显                  30/30     30/30
      ≠  3  byte-stream · 找出每一行      0/30     30/30
            总分                        70/100   100/100

      第一个结果不同的检查：3 byte-stream · 拼起分两段到达的一行
      chen-wei 未通过：
          The reply did not come, or not all of it.

        评分器                                          chen-wei
        client │── 连接 ───────────────────────────────▶│     0 ms
        client │── "hel" ──────────────────────────────▶│     1 ms
      ≠ client │◀────────────────────────────── "hel" ──│     2 ms

        评分器                                          参考实现
        client │── 连接 ───────────────────────────────▶│     0 ms
        client │── "hel" ──────────────────────────────▶│     1 ms
      ≠ client │── "lo\\n" ─────────────────────────────▶│     2 ms
        client │◀────────────────────────── "hello\\n" ──│     3 ms
        client │── 关闭 ───────────────────────────────▶│     4 ms
      ≠ 第一个不同的事件

      交替测量
      启动
          chen-wei  2061 ms (2040–2100)
          参考实现  58 ms (55–71)
          比值      36 (29–38)
      - 内存峰值：略去
      数值为中位数，括号内为最小值和最大值。比值是以参考实现为 1 时提交的数值。
      "
    `);
    for (const line of shown.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
  });

  test("says where one says nothing more, and where nothing differs", () => {
    expect(show(compared(fail, early.slice(0, 2)))).toMatch(/≠ +┆ nothing more/);
    expect(show(compared(pass, right))).toContain("No check tells the two apart.");
    expect(show(compared(fail, right))).toContain("On the wire, nothing tells the two apart.");
  });
});

test("a comparison as a page marks the first event that differs in both ladders, and needs no other file", () => {
  const shown = comparisonPage(compared(fail, early), { labs: new Map([[lab.id, lab]]), language: "zh" });
  expect(shown).toMatch(/^<!doctype html>/);
  expect(shown.match(/<g class="differs/g)).toHaveLength(2);
  expect(shown).not.toMatch(/(?:src|href)="(?!#)/);
  expect(shown).toMatch(/<b>36<\/b> <small>\(29–38\)<\/small>/);
  expect(comparisonPage(compared(fail, early.slice(0, 2)), { labs: new Map(), language: "en" })).toContain("nothing more");
});

test("a leaderboard has a row for each, and says who was not measured", () => {
  const rows = [
    { place: 1, submission: "ann", earned: 100, possible: 100, measurement: measurements[0]! },
    { place: 2, submission: "小明", earned: 40, possible: 82, measurement: measurements[1]! },
  ];
  const board = { version: 1, lab: lab.id, seed: 1, sandbox: "none", rows } as const;
  expect(`\n${leaderboardReport(board, { lab, language: "en", style: plain })}\n`).toMatchInlineSnapshot(`
    "
    tcp-server · A line echo server · beside the reference  (practice: not isolated)
    place  submission  points      start-up       ratio
        1  ann            100       2061 ms  36 (29–38)
        2  小明         40/82  not measured
    "
  `);
});

test("a leaderboard as a page ranks by ratio among the same points, and draws each beside the reference", () => {
  const shown = leaderboardPage(leaderboardOf(), { labs: new Map([[lab.id, lab]]), language: "zh" });
  expect(shown).toMatch(/^<!doctype html>/);
  expect([...shown.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name)).toEqual(["小明", "ann", "bob"]);
  const bars = [...shown.matchAll(/class="bar" y="3" width="(.*?)%"/g)].map(([, width]) => Number(width));
  const [reference] = [...shown.matchAll(/class="one" x1="(.*?)%"/g)].map(([, at]) => Number(at));
  expect(bars).toHaveLength(2);
  expect(bars[0]).toBeGreaterThan(reference!);
  expect(bars[1]).toBeLessThan(reference!);
  expect(Math.max(...bars)).toBeLessThan(100);
  expect(shown).toContain("未测量");
  expect(shown).not.toMatch(/(?:src|href)="(?!#)/);
});
