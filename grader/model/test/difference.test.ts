import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstDifference, showDifference } from "../src/index.ts";

const show = (expected: string, actual: string): { expected: string; actual: string; at: number } => {
  const shown = showDifference(Buffer.from(expected), Buffer.from(actual));
  return { expected: shown.expected.en, actual: shown.actual.en, at: shown.at };
};

test.for([
  ["hello", "help", 3],
  ["hello", "hel", 3],
  ["", "hello", 0],
  ["same", "same", 4],
] as const)("%j and %j first differ at %i", ([a, b, at]) => {
  expect(firstDifference(Buffer.from(a), Buffer.from(b))).toBe(at);
  expect(firstDifference(Buffer.from(b), Buffer.from(a))).toBe(at);
});

test("the first difference is where it was made", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, place) => {
      const at = place % bytes.length;
      const changed = bytes.with(at, (bytes[at] ?? 0) ^ 1);
      expect(firstDifference(bytes, changed)).toBe(at);
    }),
  );
});

describe("showDifference", () => {
  test("shows short texts whole, with their sizes", () => {
    expect(show("hello\n", "h")).toEqual({ expected: String.raw`"hello\n"  (6 bytes)`, actual: '"h"  (1 byte)', at: 1 });
  });

  test("tells sizes in both languages", () => {
    expect(showDifference(Buffer.from("hello"), Buffer.from("h")).actual).toEqual({ en: '"h"  (1 byte)', zh: '"h"  (1 字节)' });
  });

  test("shows that nothing came", () => {
    expect(show("a", "").actual).toBe('""  (0 bytes)');
  });

  test("shows what is around the first wrong byte of a long text", () => {
    const { expected, actual, at } = show(`${"a".repeat(1000)}b${"c".repeat(1000)}`, `${"a".repeat(1000)}x${"c".repeat(1000)}`);
    expect(at).toBe(1000);
    expect(expected).toBe(`…"${"a".repeat(24)}b${"c".repeat(55)}"…  (2001 bytes)`);
    expect(actual).toBe(`…"${"a".repeat(24)}x${"c".repeat(55)}"…  (2001 bytes)`);
  });

  test("begins and ends with whole characters", () => {
    const long = "你".repeat(300);
    expect(show(`${long}a`, `${long}b`).expected).toBe(`…"${"你".repeat(8)}a"  (901 bytes)`);
    expect(show(`a${long}`, `b${long}`).expected).toBe(`"a${"你".repeat(18)}"…  (901 bytes)`);
    expect(show(`${long}ab${long}`, `${long}ac${long}`).expected).toMatch(/^…"你+ab你+"…/);
  });

  test("never shows two different texts alike", () => {
    const text = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(text, text, text, (start, a, b) => {
        fc.pre(Buffer.compare(a, b) !== 0);
        const { expected, actual } = showDifference(Buffer.concat([start, a]), Buffer.concat([start, b]));
        expect(expected.en).not.toBe(actual.en);
      }),
    );
  });
});
