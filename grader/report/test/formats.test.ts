import { fromJson, type GradeReport, text, toJson } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { formatNamed, formats } from "../src/formats.ts";
import { json } from "../src/json.ts";
import { Roster } from "../src/roster.ts";
import { fail, fault, pass, report, skip } from "./builders.ts";
import { contentOf, filesOf, varied } from "./format-fixtures.ts";

/** What acts where a report is shown: on a terminal, in a CI system's log, in a text that is read. */
const attacks: readonly (readonly [name: string, attack: string])[] = [
  ["a terminal's escape", "\x1b]8;;http://evil\x07"],
  ["a C1 control", "\u009b2J"],
  ["a turned reading direction", "\u202egnp.exe"],
  ["an invisible character", "a\u200bb\ufeffc\u{e0001}"],
  ["characters that XML forbids", "\0\x01\v\ufffe\uffff"],
  ["half a surrogate pair", "a\ud800b\udc00"],
  ["a carriage return", "wrong\rright"],
  ["line separators", "a\u2028b\u2029c\x85d"],
  ["GitHub's commands", "\n::set-output name=points::100\nx ::error::y ::warning file=a::z"],
  ["a command within a line", "x ##[set-output name=points]100 ##vso[task.complete] ##teamcity[x]"],
];

/** They have rows for points and no place for words. */
const gradebooks = new Set(["canvas", "moodle"]);

const refused = [
  { path: "src/link.ts", reason: text("It is a link.", "这是一个链接。") },
  { path: "</pre>::error::%0A]]>\u202e", reason: text("It has a name that acts.", "它的名字会起作用。") },
];

/** Nothing of all that, in a text made of lines. */
const active = /(?!\n)\p{C}|[\p{Zl}\p{Zp}]|##\w*\[|^\s*::|::[a-z][\w-]*(?:\s*::|\s+[\w-]+=)/mu;

const roster = (name: string): Roster =>
  new Roster([
    {
      folder: name,
      student: name,
      id: name,
      sisUserId: name,
      sisLoginId: name,
      section: name,
      username: name,
      idNumber: name,
      email: name,
    },
  ]);

describe.for(formats)("$name", (format) => {
  test.for(attacks)("%s does not act, whoever says it", ([, attack]) => {
    const hostile = report(attack, [
      { kind: "fail", message: attack, expected: attack, actual: attack, diagnosis: attack, stderr: attack },
      { kind: "skip", needs: attack },
      { kind: "fault", error: attack },
    ]);
    const named = {
      ...hostile,
      stages: hostile.stages.map((stage) => ({ ...stage, checks: stage.checks.map((check) => ({ ...check, title: attack })) })),
    };
    const files = filesOf(format, [named, report(attack, [pass, pass, pass])], {
      roster: roster(attack),
      columns: new Map([["tcp-server", attack]]),
    });
    expect(files.length).toBeGreaterThan(0);
    for (const { content } of files) {
      const decoded = format.name === "github-classroom" ? Buffer.from(content, "base64").toString() : content;
      // The annotations are commands; theirs is a test of their own.
      const lines = format.name === "github-annotations" ? decoded.replaceAll(/^::(notice|error|warning) [^\n]*?::/gm, "") : decoded;
      expect(lines).not.toMatch(active);
    }
  });

  test("has a name of its own, by which it is found", () => {
    expect(formatNamed(format.name)).toBe(format);
  });
});

describe.for(formats.filter(({ name }) => !gradebooks.has(name)))("what was not taken in of a submission, format $name", (format) => {
  test.for([
    { what: "fails", verdicts: [pass, fail, skip] },
    { what: "passes", verdicts: [pass, pass, pass] },
    { what: "was not started", verdicts: [{ ...fail, unstarted: true }, skip, skip] },
    { what: "could not be judged", verdicts: [fault, fault, fault] },
  ] as const)("is told of one that $what", ({ verdicts }) => {
    for (const [language, reason] of [
      ["en", "It is a link."],
      ["zh", "这是一个链接。"],
    ] as const) {
      const [file] = filesOf(format, [{ ...report("ann", verdicts), refused }], { language });
      const content = format.name === "github-classroom" ? Buffer.from(file?.content ?? "", "base64").toString() : (file?.content ?? "");
      expect(content).toContain("src/link.ts");
      expect(content).toContain(reason);
      expect(filesOf(format, [report("ann", verdicts)], { language })[0]?.content).not.toContain("src/link.ts");
    }
  });

  test("does not grow without bounds", () => {
    const reason = text("It is a link.", "这是一个链接。");
    const many = Array.from({ length: 2000 }, (_, index) => ({ path: `${"d/".repeat(2000)}${index}`, reason }));
    const content = filesOf(format, [{ ...report("ann", [pass, fail, skip]), refused: many }])[0]?.content ?? "";
    // The two that hold all that there is to a report are for readers that take any amount.
    if (format.name !== "json" && format.name !== "html") expect(content.length).toBeLessThan(20_000);
  });
});

test("an unknown name gets one sentence with those that there are", () => {
  expect(() => formatNamed("jnuit")).toThrow(/^There is no format called "jnuit"\. The formats are: json, html, junit, .*exercism\.$/);
});

test("JSON that was made safe is still the same report", () => {
  const hostile: GradeReport = { ...varied, submission: attacks.map(([, attack]) => attack).join("") };
  const content = contentOf(json, hostile);
  expect(content).toMatch(/^[^\n]+\n$/);
  expect(fromJson<GradeReport>(content)).toEqual(fromJson(toJson(hostile)));
});
