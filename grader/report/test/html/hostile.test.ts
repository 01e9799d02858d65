import { printable, score, showDifference, text } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { html, type ReportContext } from "../../src/index.ts";
import { check, lab, wire } from "../builders.ts";

const context: ReportContext = { labs: new Map([[lab.id, lab]]), language: "en", at: new Date(0) };

const attacks = {
  "a script": "<script>alert(1)</script>",
  "an image": '<img src=x onerror="alert(1)">',
  "an attribute's end": `"' onmouseover=alert(1) x="`,
  "a closing tag": "</code></pre></details></main>",
  "a comment": "<!-- ",
  "a link in backticks": "`<a href=javascript:alert(1)>`",
  "a style's end": "</style><style>*{display:none}",
  "an entity": "&lt;script&gt;",
  "a turned reading direction": "\u202egnp.exe",
  "isolates and invisible characters": "\u2066a\u2069\u200b\ufeff",
  "a C1 control": "\u009b2J",
  "a terminal's escape": "\x1b]8;;http://evil\x07",
  "a NUL and a carriage return": "a\0b\rc",
  "a line separator": "a\u2028b",
};

/** Everything that a program, a folder's name or an error can put into a report. */
function pagesOf(attack: string): string[] {
  const { expected, actual } = showDifference(Buffer.from("hello"), Buffer.from(attack));
  const verdict = {
    kind: "fail",
    message: attack,
    diagnosis: attack,
    expected: expected.en,
    actual: actual.en,
    stderr: printable(Buffer.from(attack)),
    texts: { message: text(attack, attack), expected, actual },
  } as const;
  const results = [
    check("listen", verdict, attack, wire([attack, "out", attack], [attack, "in", attack])),
    check("echo", { kind: "fault", error: attack }, attack),
    check("byte-stream", { kind: "skip", needs: attack, lacking: true }, attack),
  ];
  const report = score({ lab, submission: attack, seed: 1, sandbox: "bwrap" }, results);
  return [...html.each!(report, context), ...html.all!([report], context)].map(({ content }) => content);
}

/** The tags of a page with their attributes' names: what a browser would act on. */
function skeleton(page: string): string {
  return [...page.matchAll(/<(!--|\/?[a-z][^\s>/]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)/gi)]
    .map(([, tag, attributes = ""]) => `${tag}${attributes.replaceAll(/="[^"]*"/g, "")}`)
    .join("\n");
}

describe.for(Object.entries(attacks))("%s", ([, attack]) => {
  test("adds no tag and no attribute to a page", () => {
    const harmless = attack.replaceAll(/[^a-z]/g, "a");
    const pages = pagesOf(attack);
    expect(pages.map(skeleton)).toEqual(pagesOf(attack.includes("`") ? `\`${harmless}\`` : harmless).map(skeleton));
  });

  test("hides nothing and turns nothing", () => {
    for (const page of pagesOf(attack)) expect(page).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
  });
});

test("pages allow only their own style and script", () => {
  for (const page of pagesOf("ann")) {
    expect(page).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/);
    expect(page).not.toMatch(/\son[a-z]+=|\sstyle=|javascript:|unsafe-|https?:/);
  }
});
