import { printable, score, showDifference } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { gradebook, plain, submissionReport } from "../src/index.ts";
import { check, lab, report, wire } from "./builders.ts";

const context = { lab, language: "en", style: plain } as const;

const attacks = [
  ["a terminal's escape", "\x1b]8;;http://evil\x07", /[^\P{Cc}\n]/u],
  ["a C1 control", "\u009b2J", /\u009b/],
  ["a turned reading direction", "\u202egnp.exe", /\u202e/],
  ["a carriage return", "wrong\rright", /\r/],
  ["a GitHub command", "\n::set-output name=points::100", /^\s*::/m],
  ["a command within a line", "x ##[set-output name=points]100", /##\[/],
  ["an Azure command", "##vso[task.complete result=Succeeded]", /##vso\[/],
] as const;

describe.for(attacks)("%s", ([, attack, raw]) => {
  test("in a submission's name stays in its line, escaped", () => {
    const [ann, evil] = [report("ann", []), report(attack, [])];
    const book = gradebook(lab, [ann, evil], context);
    expect(book).not.toMatch(raw);
    expect(book.split("\n")).toHaveLength(4);
    const shown = submissionReport(evil, context);
    expect(shown).not.toMatch(raw);
    expect(shown.split("\n")).toHaveLength(submissionReport(ann, context).split("\n").length);
  });

  test("in what a program sends and writes is escaped", () => {
    const { expected, actual } = showDifference(Buffer.from("hello\n"), Buffer.from(attack));
    const verdict = {
      kind: "fail",
      message: "wrong",
      expected: expected.en,
      actual: actual.en,
      stderr: printable(Buffer.from(attack)),
    } as const;
    const results = [check("listen", verdict, "a check", wire(["client", "in", attack]))];
    expect(submissionReport(score({ lab, submission: "ann", seed: 1, sandbox: "bwrap" }, results), context)).not.toMatch(raw);
  });

  test("in a fault's text is escaped", () => {
    expect(submissionReport(report("ann", [{ kind: "fault", error: `cannot read ${attack}` }]), context)).not.toMatch(raw);
  });
});
