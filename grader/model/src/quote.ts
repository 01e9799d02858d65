const named: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\" };

/** Characters that would act on a terminal or hide in a text: controls, bidi marks, invisible ones, unassigned ones. */
const unsafe = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Bytes as a string literal that is safe to print: printable UTF-8 stays readable, everything else becomes an escape.
 * @param limit the most bytes shown, counted from the start; an ellipsis stands for the rest
 */
export function quote(bytes: Uint8Array, limit = Infinity): string {
  const shown = bytes.length > limit ? bytes.subarray(0, charStart(bytes, limit)) : bytes;
  return `"${escape(shown)}"${shown.length < bytes.length ? "…" : ""}`;
}

/** The last place at or before `at` where a character may begin, so that a text is not cut within one. */
export function charStart(bytes: Uint8Array, at: number): number {
  for (let start = at; start >= Math.max(0, at - 3); start--) if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
  return at;
}

/** Commands of CI systems, which are obeyed wherever they stand in a log: `##[group]`, `##vso[…]`, `##teamcity[…]`. */
const command = /##(?=\w*\[)/g;

/** Commands of GitHub's, which are obeyed at the beginning of a line. */
const lineCommand = /^\s*::/;

function escape(bytes: Uint8Array): string {
  let result = "";
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] as number;
    const char = byte < 0x80 ? undefined : decodeChar(bytes, at);
    result += char ?? escapeByte(byte);
    at += char === undefined ? 1 : Buffer.byteLength(char);
  }
  return result.replace(command, "#\\x23");
}

function escapeByte(byte: number): string {
  if (named[byte] !== undefined) return named[byte];
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeChar(bytes: Uint8Array, at: number): string | undefined {
  const lead = bytes[at] as number;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || at + length > bytes.length) return undefined;
  try {
    const char = utf8.decode(bytes.subarray(at, at + length));
    return unsafe.test(char) ? undefined : char;
  } catch {
    return undefined;
  }
}

/** A program's text made safe to print, its line breaks kept. */
export function printable(output: Uint8Array): string {
  return Buffer.from(output)
    .toString("latin1")
    .split(/\r?\n/)
    .map((line) => escape(Buffer.from(line, "latin1")).replace(/\\([\\"t])/g, (_, char) => (char === "t" ? "  " : char)))
    .map((line) => line.replace(lineCommand, (start) => `${start.slice(0, -2)}\\x3a:`))
    .join("\n");
}

/** A name that the grader did not choose, such as a folder's, made safe to print within a line. */
export function printableName(name: string): string {
  return printable(Buffer.from(name)).replaceAll("\n", "\\n");
}
