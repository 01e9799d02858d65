import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { githubAnnotations } from "../src/github-annotations.ts";
import { githubSummary } from "../src/github-summary.ts";
import { fail, fault, pass, report, skip } from "./builders.ts";
import { contentOf, failed, filesOf, varied } from "./format-fixtures.ts";

const attacks = [
  "a | b",
  "`code` ``` fence",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[x](http://evil) ![x](http://evil)",
  "http://evil www.evil.com a@evil.com",
  "@octocat closes #1",
  "**bold** _em_ ~~gone~~ $x$",
  "&lt;b&gt; &#124;",
  "# head\n\n- list\n\n---\n> quote",
  "\\| \\<b>",
  "</details></summary>",
];

/** The tags that Markdown becomes. */
const tagsIn = (markdown: string): Set<string> =>
  new Set([...(marked.parse(markdown, { async: false, gfm: true }).matchAll(/<(\w+)/g) ?? [])].map(([, tag = ""]) => tag));

describe("a job's summary", () => {
  test("is a table of a class", () => {
    const class1 = [report("bob", [pass, fault, pass]), report("ann", [pass, failed, skip])];
    expect(filesOf(githubSummary, class1)).toEqual([
      {
        path: "github-summary.md",
        content: [
          "## tcp-server · A line echo server",
          "",
          "| submission | 1 | 2 | 3 | points | first failed stage |",
          "| :-- | :-: | :-: | :-: | --: | :-- |",
          "| ann | ✓ | ✗ | - | 40/100 | echo&#58; A chunk was taken for a message. |",
          "| bob | ✓ | ! | ✓ | 70/70 | echo&#58; the grader's own trouble |",
          "",
          "",
        ].join("\n"),
      },
    ]);
  });

  test("says in the mode none that nothing was isolated, and only then", () => {
    const isolated = report("ann", [pass, pass, pass]);
    expect(contentOf(githubSummary, { ...isolated, sandbox: "none" })).toContain("practice&#58; not isolated");
    expect(contentOf(githubSummary, { ...isolated, sandbox: "bwrap" })).not.toContain("isolated");
  });

  test("has every failure of a single submission, to unfold", () => {
    const html = marked.parse(contentOf(githubSummary, varied), { async: false });
    expect(html.match(/<details>/g)).toHaveLength(4);
    expect(html).toMatch(/<pre>The reply is wrong\.\n[^<]*received {2}"hel"/);
  });

  test.for(attacks)("shows %j and does nothing else", (attack) => {
    const safe = tagsIn(contentOf(githubSummary, report("ann", [pass, failed, fault])));
    const hostile = report(attack, [
      pass,
      { kind: "fail", message: attack, expected: attack, actual: attack, diagnosis: attack, stderr: attack },
      { kind: "fault", error: attack },
    ]);
    const markdown = contentOf(githubSummary, hostile);
    expect([...tagsIn(markdown)].filter((tag) => !safe.has(tag))).toEqual([]);
    const table = markdown.split("\n").filter((line) => line.startsWith("|"));
    expect(table.map((line) => line.split("|").length)).toEqual([8, 8, 8]);
    for (const line of table) expect(line).not.toContain("@octocat");
  });

  test("is never longer than GitHub takes, and says what is left out", () => {
    const long = { ...failed, diagnosis: "x".repeat(400), texts: undefined } as unknown as typeof failed;
    const many = Array.from({ length: 4000 }, (_, index) => report(`student ${index}`, [long, skip, skip]));
    const [file] = filesOf(githubSummary, many);
    expect(Buffer.byteLength(file?.content ?? "")).toBeLessThanOrEqual(2 ** 20);
    expect(file?.content.slice(-100)).toMatch(/… \d+ entries were left out: GitHub shows 1 MiB at most\.\n$/);
  });
});

describe("annotations", () => {
  test("are the points, and the first failure of each stage, without what was sent or printed", () => {
    expect(contentOf(githubAnnotations, varied).split("\n")).toEqual([
      "::notice title=wirelab::ann · tcp-server: 46/70",
      "::error title=2 echo · Echoes%3A joins a line that came in two segments,file=labs/tcp-server/checks/echo.check.ts,line=7::A chunk was taken for a message.",
      "::warning title=3 byte-stream · Finds the lines%3A is a fault,file=labs/tcp-server/checks/byte-stream.check.ts,line=7::the grader's own trouble",
      "",
    ]);
  });

  test("are ten at most, and say how many more there are", () => {
    const many = Array.from({ length: 20 }, (_, index) => report(`student ${index}`, [fail, fail, fail]));
    const lines = (filesOf(githubAnnotations, many)[0]?.content ?? "").trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe("::notice title=wirelab::52 more are left out");
    for (const line of lines) expect(line).toMatch(/^::(notice|error) title=/);
  });

  test.for(["\n::set-output name=a::b", "100%\r\n::stop-commands::x", "::add-mask::x", "##[error]x", "a,b:c::d"])(
    "%j is no command",
    (attack) => {
      const lines = contentOf(githubAnnotations, report(attack, [{ kind: "fail", message: attack, diagnosis: attack }, pass, pass]))
        .trimEnd()
        .split("\n");
      expect(lines).toHaveLength(2);
      for (const line of lines) {
        expect(line).toMatch(/^::(notice|error) /);
        expect(line.replace(/^::(notice|error) [^:]*::/, "")).not.toMatch(/::\w[^:]*::|##\w*\[|%(?!25|0A|0D)/);
      }
    },
  );
});
