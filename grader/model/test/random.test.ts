import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../src/index.ts";

const draw = (seed: number, label: string): string => new Random(seed, label).word(20);

test("the same seed and label give the same values", () => {
  expect(draw(8127, "echo/a check")).toBe(draw(8127, "echo/a check"));
});

test("another seed or another label gives other values", () => {
  const drawn = [draw(1, "a"), draw(2, "a"), draw(1, "b"), draw(1, "ab"), draw(1, "ba"), draw(-1, "a"), draw(1, "")];
  expect(new Set(drawn).size).toBe(drawn.length);
});

test("numbers are of their range, both ends included", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.nat(1000), (seed, low, width) => {
      const value = new Random(seed, "range").int(low, low + width);
      expect(value >= low && value <= low + width).toBe(true);
    }),
  );
  const random = new Random(1, "ends");
  expect(new Set(Array.from({ length: 100 }, () => random.int(4, 6)))).toEqual(new Set([4, 5, 6]));
});

test("bytes have every value but those left out", () => {
  const values = new Set(new Random(3, "bytes").bytes(20_000, [0x0a, 0x0d]));
  expect(values.size).toBe(254);
  expect(values).not.toContain(0x0a);
  expect(values).not.toContain(0x0d);
});

test("a shuffled list holds the same things in another order", () => {
  const list = Array.from({ length: 30 }, (_, index) => index);
  const shuffled = new Random(5, "shuffle").shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
});

test("words are of the length asked for and of small letters", () => {
  expect(draw(9, "word")).toMatch(/^[a-z]{20}$/);
});

test("nothing can be picked from an empty list", () => {
  expect(() => new Random(1, "pick").pick([])).toThrow();
});
