import { showDifference } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { parting } from "../../src/html/difference.ts";

function part(expected: string | Buffer, actual: string | Buffer): ReturnType<typeof parting> {
  const shown = showDifference(Buffer.from(expected), Buffer.from(actual));
  return parting(shown.expected.en, shown.actual.en);
}

describe("two byte strings part", () => {
  test("at a character", () => {
    expect(part("hello\n", "help!\n")).toEqual({
      at: 3,
      expected: { same: '"hel', first: "l", rest: String.raw`o\n"  (6 bytes)` },
      actual: { same: '"hel', first: "p", rest: String.raw`!\n"  (6 bytes)` },
    });
  });

  test("at an escape, which is one byte and stays whole", () => {
    expect(part('"\\\r\n', '"\\\n')).toMatchObject({ at: 2, expected: { first: String.raw`\r` }, actual: { first: String.raw`\n` } });
    expect(part(Buffer.from([0x61, 0xff, 0x62]), Buffer.from([0x61, 0xfe]))).toMatchObject({
      at: 1,
      expected: { first: String.raw`\xff`, rest: 'b"  (3 bytes)' },
      actual: { first: String.raw`\xfe` },
    });
    expect(part(String.raw`\x41`, String.raw`\x42`)).toMatchObject({ at: 3, expected: { first: "1" }, actual: { first: "2" } });
  });

  test("at a character of several bytes, which may have been cut", () => {
    expect(part("你好", Buffer.from("你好").subarray(0, 4))).toMatchObject({
      at: 3,
      expected: { first: "好" },
      actual: { first: String.raw`\xe5` },
    });
  });

  test("where one is over", () => {
    expect(part("hello\n", "hel")).toMatchObject({ at: 3, expected: { first: "l" }, actual: { first: "", rest: '"  (3 bytes)' } });
    expect(part("", "x")).toMatchObject({ at: 0, expected: { first: "" }, actual: { first: "x" } });
  });

  test("far from the beginning, which is left out, at a place that is not told", () => {
    const parted = part(`${"a".repeat(500)}b`, `${"a".repeat(500)}c`);
    expect(parted).toMatchObject({ expected: { same: `…"${"a".repeat(24)}`, first: "b" }, actual: { first: "c" } });
    expect(parted).not.toHaveProperty("at");
  });

  test("nowhere, where they are equal or no byte strings", () => {
    expect(part("same", "same")).toBeUndefined();
    expect(parting("'true'", "'false'")).toBeUndefined();
  });
});
