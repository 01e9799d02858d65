import { charStart, quote } from "./quote.ts";

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
export function showDifference(expected: Uint8Array, actual: Uint8Array): { expected: string; actual: string; at: number } {
  const at = firstDifference(expected, actual);
  return { expected: window(expected, at), actual: window(actual, at), at };
}

function window(bytes: Uint8Array, at: number): string {
  const from = at > before + after / 2 ? charStart(bytes, at - before) : 0;
  const shown = quote(bytes.subarray(from), at - from + after);
  return `${from > 0 ? "…" : ""}${shown}  (${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"})`;
}
