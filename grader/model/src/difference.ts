import { charStart, quote } from "./quote.ts";
import { type Text, text } from "./text.ts";

/** The offset of the first byte in which two byte strings differ; the shorter one's length where one begins the other. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return length;
}

/** How many bytes are shown before and after the first wrong one. */
const before = 24;
const after = 56;

/** Both byte strings as quoted text around their first difference, for a person to compare. */
export function showDifference(expected: Uint8Array, actual: Uint8Array): { expected: Text; actual: Text; at: number } {
  const at = firstDifference(expected, actual);
  return { expected: window(expected, at), actual: window(actual, at), at };
}

function window(bytes: Uint8Array, at: number): Text {
  const from = at > before + after / 2 ? charStart(bytes, at - before) : 0;
  const shown = `${from > 0 ? "…" : ""}${quote(bytes.subarray(from), at - from + after)}`;
  const size = bytes.length;
  return text(`${shown}  (${size} ${size === 1 ? "byte" : "bytes"})`, `${shown}  (${size} 字节)`);
}
