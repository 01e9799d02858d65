import { type Fail, type Text, text } from "@wirelab/model";
import { words as shared } from "../terminal/words.ts";
import { type Html, html } from "./html.ts";

/** One byte or one character of a quoted byte string, as it is written there. */
const unit = /\\x[0-9a-f]{2}|\\.|[^\\]/gsu;

function unitsOf(bytes = ""): string[] {
  return bytes.match(unit) ?? [];
}

/** Where two quoted byte strings part: each as what they share, the first that differs, and the rest. */
export interface Parting {
  readonly expected: Piece;
  readonly actual: Piece;
  /** The number of bytes that they share; unknown where their beginning was left out. */
  readonly at?: number;
}

interface Piece {
  readonly same: string;
  /** Empty where the string is over. */
  readonly first: string;
  readonly rest: string;
}

/** Finds the first byte in which two byte strings differ that `showDifference` has quoted; nothing where they are not quoted, or equal. */
export function parting(expected: string, actual: string): Parting | undefined {
  const [a, b] = [quoted.exec(expected)?.groups, quoted.exec(actual)?.groups];
  if (!a || !b) return undefined;
  const [left, right] = [unitsOf(a["bytes"]), unitsOf(b["bytes"])];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  if (at === left.length && at === right.length) return undefined;
  const same = left.slice(0, at);
  const bytes = same.reduce((sum, piece) => sum + (piece.startsWith("\\") ? 1 : Buffer.byteLength(piece)), 0);
  const cut = a["cut"] !== "" || b["cut"] !== "";
  return { expected: pieceOf(a, left, at), actual: pieceOf(b, right, at), ...(!cut && { at: bytes }) };
}

/** A byte string as `showDifference` writes it: perhaps an ellipsis, the bytes in quotes, what is said about them. */
const quoted = /^(?<cut>…?)"(?<bytes>(?:\\.|[^"\\])*)"(?<tail>.*)$/su;

function pieceOf({ cut = "", tail = "" }: Record<string, string>, units: readonly string[], at: number): Piece {
  return { same: `${cut}"${units.slice(0, at).join("")}`, first: units[at] ?? "", rest: `${units.slice(at + 1).join("")}"${tail}` };
}

/** What was expected above what was received, the first wrong byte marked. */
export function difference({ expected, actual, texts }: Fail): Html | undefined {
  if (expected === undefined && actual === undefined) return undefined;
  const where = expected !== undefined && actual !== undefined ? parting(expected, actual) : undefined;
  const tails: [Text | undefined, Text | undefined] = [texts?.expected, texts?.actual];
  return html`<dl class="difference">
      ${expected !== undefined && row(shared.expected, expected, tails[0], where?.expected)}
      ${actual !== undefined && row(shared.received, actual, tails[1], where?.actual)}
    </dl>
    ${where?.at !== undefined && html`<p class="note">${fromByte(where.at + 1)}</p>`}`;
}

function fromByte(number: number): Text {
  return text(`They differ from byte ${number} on.`, `从第 ${number} 个字节起不同。`);
}

function row(label: Text, value: string, translated: Text | undefined, piece: Piece | undefined): Html {
  if (!piece)
    return html`<dt>${label}</dt>
      <dd><code>${translated ?? value}</code></dd>`;
  const { same, first, rest } = piece;
  const mark = first === "" ? html`<mark class="end"></mark>` : html`<mark>${first}</mark>`;
  const [bytes, size] = splitSize(rest);
  const said = translated && { en: splitSize(translated.en)[1], zh: splitSize(translated.zh)[1] };
  return html`<dt>${label}</dt>
    <dd><code>${same}${mark}${bytes}</code> <small>${said ?? size}</small></dd>`;
}

/** What follows the bytes, as `(6 bytes)`, is apart from them. */
function splitSize(shown: string): [bytes: string, size: string] {
  const at = shown.lastIndexOf("  (");
  return at < 0 ? [shown, ""] : [shown.slice(0, at), shown.slice(at + 2)];
}
