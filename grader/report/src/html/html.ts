import type { Text } from "@wirelab/model";
import escapeHtml from "escape-html";
import { neutral } from "../neutral.ts";

/** Markup that is safe to put into a page. Only the tag `html` makes it: a string is never taken for markup. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | Text | string | number | undefined | false | readonly Value[];

/**
 * Markup with values put into it. Strings are escaped, and characters that would hide or turn a text are shown as escapes;
 * a `Text` is put in in all languages, of which the page shows one; `undefined` and `false` leave nothing.
 */
export function html(template: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = tidied(template);
  let markup = parts[0] ?? "";
  for (let at = 0; at < values.length; at++) markup += render(values[at]) + (parts[at + 1] ?? "");
  return new Html(markup);
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** A template without its indentation, which a page of thousands of cells had better not repeat. */
function tidied(template: TemplateStringsArray): readonly string[] {
  const before = known.get(template);
  if (before) return before;
  const parts = template.map((part) => part.replaceAll(/\n\s*/g, "\n"));
  known.set(template, parts);
  return parts;
}

function render(value: Value): string {
  if (typeof value === "string") return plain.test(value) ? value : escapeHtml(visible(value));
  if (typeof value === "number") return String(value);
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (isText(value)) return remembered(value);
  let markup = "";
  for (const part of value) markup += render(part);
  return markup;
}

const texts = new WeakMap<Text, string>();

/** A class's pages say the same words, titles and hints over and over. */
function remembered(value: Text): string {
  const before = texts.get(value);
  if (before !== undefined) return before;
  const { markup } = inBoth(value, "span");
  texts.set(value, markup);
  return markup;
}

function isText(value: Text | readonly Value[]): value is Text {
  return "en" in value;
}

/** A text within SVG, in all languages. */
export function svgText(value: Text): Html {
  return inBoth(value, "tspan");
}

/** A word that is the same in both languages stands there once. */
function inBoth({ en, zh }: Text, element: "span" | "tspan"): Html {
  const written = (words: string): string => (element === "span" ? withCode(render(words)) : render(words));
  if (en === zh) return new Html(written(en));
  return new Html(`<${element} lang="en">${written(en)}</${element}><${element} lang="zh">${written(zh)}</${element}>`);
}

/** What stands between backticks in our texts is code. */
function withCode(markup: string): string {
  return markup.includes("`") ? markup.replaceAll(/`([^`]+)`/g, "<code>$1</code>") : markup;
}

/** Most strings are of these characters alone, which stand for themselves. */
const plain = /^[ !$%(-9;=?-~]*$/;

/** Controls, bidi marks, what is invisible or unassigned, CI systems' commands: what `neutral` shows as an escape. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|##(?=\w*\[)|::(?=[a-z])/iu;

function visible(value: string): string {
  return unsafe.test(value) ? neutral(value) : value;
}
