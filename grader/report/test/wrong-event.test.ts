import { expect, test } from "vitest";
import { wrongEvent } from "../src/wrong-event.ts";
import { wire } from "./builders.ts";

const transcript = wire(
  ["ann", "in", "right\n"],
  ["bob", "in", "b"],
  ["ann", "end", undefined, "peer"],
  ["ann", "end", undefined, "program"],
  ["ann", "close", undefined, "program"],
);
const at = (verdict?: { peer?: string; actual?: string }): number => transcript.indexOf(wrongEvent(transcript, verdict)!);

test("what came last is wrong, where something came", () => {
  expect(at({ peer: "ann", actual: '"right\\n"  (6 bytes)' })).toBe(0);
  expect(at({ peer: "bob", actual: '"b"  (1 byte)' })).toBe(1);
});

test("where nothing came, a right reply of before is not taken for it: the program's ending is what was wrong", () => {
  expect(at({ peer: "ann", actual: '""  (0 bytes)' })).toBe(3);
  expect(at({ peer: "bob", actual: '""  (0 bytes)' })).toBe(-1);
});

test("nothing is marked where no bytes were compared", () => {
  expect(at({ peer: "ann" })).toBe(-1);
  expect(at()).toBe(-1);
});
