import { printable } from "@wirelab/model";

/** Commands of GitHub's, `::name::` and `::name key=value::`, wherever they stand: not all readers look for the beginning of a line. */
const command = /::(?=[a-z][\w-]*(?:\s*::|\s+[\w-]+=))/gi;

/** No text of a check is longer, in UTF-16 units: enough for every failure that a person reads. */
const longest = 16_000;

/** A text, lines and all, in which nothing acts on a terminal, hides, turns the reading direction or is a command to a CI system. */
export function neutral(text: string): string {
  const bounded = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return printable(Buffer.from(bounded)).replace(command, ":\\x3a");
}

/** As `neutral`, in one line. */
export function neutralLine(text: string): string {
  return neutral(text)
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}

/** What JSON may hold as it is, but a terminal, a CI system or a careless reader acts on. */
const active = /(?!\n)\p{C}|[\p{Zl}\p{Zp}]|(?<=#)#(?=\w*\[)|(?<=:):(?=[A-Za-z])/gu;

/** JSON in which such characters are written as escapes: whoever parses it gets the same value. */
export function escapeJson(json: string): string {
  return json.replace(active, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** A value as JSON for people and systems to read. */
export function prettyJson(value: object): string {
  return `${escapeJson(JSON.stringify(value, undefined, 2))}\n`;
}
