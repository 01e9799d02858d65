/** What makes a text act on whoever or whatever reads it, by the kind of reader: what is found, in a few words. */
export type Rule = (shown: string, harmless: string) => string[];

function found(what: string, pattern: RegExp): Rule {
  return (shown) => {
    const at = shown.search(pattern);
    return at < 0 ? [] : [`${what}: ${JSON.stringify(shown.slice(at, at + 40))}`];
  };
}

const all =
  (...rules: Rule[]): Rule =>
  (shown, harmless) =>
    rules.flatMap((rule) => rule(shown, harmless));

/** Controls of either kind, what hides or turns the reading direction, what stands for no character, but for the line break. */
const characters = found("a character that acts or hides", /(?![\n])[\p{C}\p{Zl}\p{Zp}]/u);

/** Obeyed by CI systems wherever it stands. */
const anywhere = found("a CI command", /##\w*\[/);

/** Obeyed at the beginning of a line. */
const atLineBegin = found("a GitHub command", /^[^\S\n]*::/m);

/** For a terminal, which may be that of a CI system's log. */
export const terminal = all(characters, anywhere, atLineBegin);

/** For a program that parses it, by way of a log or a page that shows it as it is. */
export const json: Rule = all(characters, anywhere, (shown) => {
  try {
    // One value, or one a line.
    if (shown.includes("\n{")) for (const line of shown.trim().split("\n")) JSON.parse(line);
    else JSON.parse(shown);
    return [];
  } catch (error) {
    return [`no JSON: ${String(error)}`];
  }
});

/** Every element with the names of its attributes, once. */
function elements(markup: string): Set<string> {
  const tags = markup.matchAll(/<([!/?]?[\w:-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g);
  return new Set(
    [...tags].map(([, name = "", rest = ""]) => `${name} ${[...rest.replaceAll(/"[^"]*"|'[^']*'/g, "").matchAll(/[\w:-]+/g)].join(" ")}`),
  );
}

/** Whatever is said, there are no elements and no attributes but those that the report has of its own. */
const sameElements: Rule = (shown, harmless) => {
  const own = elements(harmless);
  return [...elements(shown)].filter((element) => !own.has(element)).map((element) => `a foreign element: <${element}>`);
};

const loose = found("a loose ampersand or bracket", /&(?!#\d+;|#x[\da-f]+;|\w+;)|<(?![!/?a-z])/i);

export const xml = all(characters, anywhere, sameElements, loose, found("the end of a section", /\]\]>(?!<)/));

export const html = all(
  characters,
  anywhere,
  sameElements,
  found("an address that is code", /(href|src|action)\s*=\s*["']?\s*(javascript|data|vbscript):/i),
);

/** Lines of a table have as many cells as its head, and there are no links, pictures or elements but the report's own. */
export const markdown = all(characters, anywhere, atLineBegin, sameElements, (shown) => {
  const rows = shown.split("\n").filter((line) => line.startsWith("|"));
  const cells = (row: string): number => row.replaceAll(/\\[\\|]/g, "").split("|").length;
  const widths = new Set(rows.map(cells));
  // A report may have more than one table.
  return widths.size <= 3 ? [] : [`torn tables, of ${[...widths].join(", ")} cells`];
});

/** Every row has as many cells as the first, and none is a formula. */
export const csv: Rule = all(anywhere, (shown) => {
  const rows = cellsOf(shown);
  const width = rows[0]?.length ?? 0;
  const torn = rows.filter((row) => row.length !== width).map((row) => `a row of ${row.length} cells, not ${width}`);
  const formulas = rows.flat().filter((cell) => /^\s*[=+\-@]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
  const acting = rows.flat().filter((cell) => /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u.test(cell));
  return [...torn, ...[...formulas, ...acting].map((cell) => `a cell that acts: ${JSON.stringify(cell.slice(0, 40))}`)];
});

/** RFC 4180. */
function cellsOf(table: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of table.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end !== ",") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}

/** Each line is one of the commands that the report means to give, and no other. */
export const annotations = all(characters, anywhere, (shown) =>
  shown
    .split("\n")
    .filter((line) => line !== "" && !/^::(error|warning|notice) [^\n]*$/.test(line))
    .map((line) => `a line that is no annotation: ${JSON.stringify(line.slice(0, 60))}`),
);
