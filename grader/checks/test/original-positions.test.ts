import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { originalPositions } from "../src/original-positions.ts";

let box: string;

/** Says that line 2 of a compiled program was line 3 of a source, from its column 5 on. */
function writeMap(program: string, source: string): void {
  const map = { version: 3, sources: [source], names: [], mappings: ";AAEI" };
  writeFileSync(join(box, ".wirelab", `${program}.mjs.map`), JSON.stringify(map));
}

beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), "positions-test-"));
  mkdirSync(join(box, ".wirelab"));
  writeMap("main", "../src/main.ts");
});

afterAll(() => rmSync(box, { recursive: true, force: true }));

test("a stack trace names the lines that the student wrote", () => {
  const trace = "Error: oh\n  at serve (file:///box/.wirelab/main.mjs:2:1)\n  at /box/.wirelab/main.mjs:2:1\n  at node:net:1:1";
  expect(originalPositions(trace, box)).toBe("Error: oh\n  at serve (src/main.ts:3:5)\n  at src/main.ts:3:5\n  at node:net:1:1");
});

test("a position without a column is found too", () => {
  expect(originalPositions("/box/.wirelab/main.mjs:2\nthrow 1", box)).toBe("src/main.ts:3:5\nthrow 1");
});

test("what no map knows stays as it is", () => {
  const unknown = "at /box/.wirelab/other.mjs:2:1, at /box/.wirelab/main.mjs:1:1, at /box/main.mjs:2:1";
  expect(originalPositions(unknown, box)).toBe(unknown);
});

test("a source's name is shown safely", () => {
  writeMap("evil", "../src/\u001b[2J\n::error::.ts");
  expect(originalPositions("at /box/.wirelab/evil.mjs:2:1", box)).toBe(String.raw`at src/\x1b[2J\n\x3a:error::.ts:3:5`);
});

test("a text made to take long does not", () => {
  const began = performance.now();
  originalPositions("a".repeat(256 * 1024), box);
  expect(performance.now() - began).toBeLessThan(5000);
});
