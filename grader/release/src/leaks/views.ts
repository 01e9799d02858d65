import { withoutBlanks } from "./secrets.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v" };

/** A run of base64 that is long enough to hold something. */
const base64 = /[A-Za-z0-9+/_-]{32,}/g;

/** A text as it is, as it reads where it is a string of JSON or JavaScript, and what its base64 decodes to; all without blanks. */
export function* views(text: string): Generator<string> {
  for (const readable of readings(text)) {
    yield readable;
    for (const [run] of readable.matchAll(base64)) {
      // What comes before it may run into it, so that it may begin anywhere.
      for (let start = 0; start < 4; start++) yield* readings(Buffer.from(run.slice(start), "base64").toString());
    }
  }
}

function* readings(text: string): Generator<string> {
  yield withoutBlanks(text);
  if (text.includes("\\")) yield withoutBlanks(unescaped(text));
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^ux]))/g, (_, long?: string, short?: string, letter = "") =>
    (long ?? short) ? String.fromCharCode(Number.parseInt(long ?? short ?? "", 16)) : (escapes[letter] ?? letter),
  );
}
