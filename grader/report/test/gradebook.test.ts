import { text } from "@wirelab/model";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { gradebook, plain, type Style } from "../src/index.ts";
import { fail, fault, lab, pass, report, skip } from "./builders.ts";

const students = [
  report("王小明", [pass, fail, skip]),
  report("ann", [pass, pass, pass]),
  report("欧阳修文-2024", [pass, fault, pass]),
  report("bob", [fail, skip, skip]),
];

describe("a gradebook", () => {
  test("is a table with aligned columns, sorted by name", () => {
    expect(`\n${gradebook(lab, students, { language: "en", style: plain })}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · A line echo server
      submission     1 2 3    total  first failed stage
      ann            ✓ ✓ ✓      100
      bob            ✗ - -        0  listen: The reply did not come, or not all of it.
      欧阳修文-2024  ✓ ! ✓    70/70  the grader's own trouble
      王小明         ✓ ✗ -       40  echo: The reply did not come, or not all of it.
      "
    `);
  });

  test("is aligned in Chinese too", () => {
    const shown = gradebook(lab, students, { language: "zh", style: plain });
    expect(`\n${shown}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · 行回显服务器
      提交           1 2 3     总分  首个未通过的阶段
      ann            ✓ ✓ ✓      100
      bob            ✗ - -        0  listen: The reply did not come, or not all of it.
      欧阳修文-2024  ✓ ! ✓    70/70  评分器自身的故障
      王小明         ✓ ✗ -       40  echo: The reply did not come, or not all of it.
      "
    `);
    const marks = shown.split("\n").map((line) => stringWidth(line.slice(0, line.search(/[✓✗!-] [✓✗!-] |1 2 3/))));
    expect(new Set(marks.slice(1)).size).toBe(1);
  });

  test("has the marks below their stages where one stage was graded only", () => {
    const whole = report("ann", [pass, fail, pass]);
    const only = { ...whole, earned: 0, possible: 30, stages: whole.stages.slice(1, 2) };
    expect(`\n${gradebook(lab, [only], { language: "en", style: plain })}\n`).toMatchInlineSnapshot(`
      "
      tcp-server · A line echo server
      submission  1 2 3    total  first failed stage
      ann           ✗       0/30  echo: The reply did not come, or not all of it.
      "
    `);
  });

  test.for(["en", "zh"] as const)("is no wider than its terminal, as far as reasons are concerned: %s", (language) => {
    const refused = [{ path: "x", reason: text("It is a symbolic link.", "这是符号链接。") }];
    const all = [...students, { ...students[0]!, refused }];
    for (const columns of [60, 80, 120]) {
      const lines = gradebook(lab, all, { language, style: plain, columns }).split("\n").slice(2);
      for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    }
    expect(gradebook(lab, students, { language, style: plain, columns: 58 })).toMatch(/40 {2}echo: The reply did not co…$/);
    expect(gradebook(lab, students, { language, style: plain, columns: 44 })).toMatch(/40 {2}echo$/);
  });

  test("says of whom something was not taken in", () => {
    const refused = [{ path: "x", reason: text("It is a symbolic link.", "这是符号链接。") }];
    const [first, second] = [report("ann", [pass, pass, pass]), report("bob", [fail, skip, skip])];
    const shown = gradebook(
      lab,
      [
        { ...first, refused },
        { ...second, refused },
      ],
      { language: "en", style: plain },
    ).split("\n");
    expect(shown[2]).toBe("ann         ✓ ✓ ✓      100  (not taken in: 1)");
    expect(shown[3]).toMatch(/\(not taken in: 1\) listen: The reply did not come/);
  });

  test("is aligned whatever the colours", () => {
    const marked: Style = (format, words) => `<${String(format)}>${words}</>`;
    const uncoloured = gradebook(lab, students, { language: "zh", style: marked }).replaceAll(/<[\w/]*>/g, "");
    expect(uncoloured).toBe(gradebook(lab, students, { language: "zh", style: plain }));
  });
});
