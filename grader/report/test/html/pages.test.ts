import { type CheckResult, type GradeReport, score, text } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { forStudent, html, type ReportContext } from "../../src/index.ts";
import { check, fail, fault, lab, pass, report, skip, wire } from "../builders.ts";

const context: ReportContext = { labs: new Map([[lab.id, lab]]), language: "en", at: new Date("2026-11-22T08:15:00Z") };

const pageOf = (shown: GradeReport, its: ReportContext = context): string => html.each!(shown, its)[0]!.content;
const classOf = (...reports: GradeReport[]): string => html.all!(reports, context)[0]!.content;
const graded = (...results: CheckResult[]): GradeReport => score({ lab, submission: "ann", seed: 8127, sandbox: "bwrap" }, results);

describe("a submission's page", () => {
  test("has stages, failures and how to go on, in both languages", () => {
    const verdict = { ...fail, expected: '"a"', texts: { message: text("It did not come.", "没有来。") } } as const;
    const title = "joins a line that came in two segments";
    const shown = pageOf(graded(check("listen", pass), check("echo", fault), check("byte-stream", verdict, title, wire(["a", "in", "x"]))));
    for (const said of [
      "Finds the lines",
      "找出每一行",
      title,
      "拼起分两段到达的一行",
      "It did not come.",
      "没有来。",
      "spawn bwrap ENOENT",
    ])
      expect(shown).toContain(said);
    expect(shown).toContain("pnpm lab check tcp-server byte-stream --seed 8127");
    expect(shown).toContain('<time datetime="2026-11-22T08:15:00.000Z">');
  });

  test("says in the mode none that nothing was isolated, and only then", () => {
    expect(pageOf({ ...report("ann", [pass]), sandbox: "none" })).toContain("practice: not isolated");
    expect(pageOf(report("ann", [pass]))).not.toContain("practice: not isolated");
  });

  test("for a student points at nothing of the class", () => {
    expect(pageOf(report("ann", [pass]))).toContain('href="../index.html"');
    expect(pageOf(report("ann", [pass]), { ...context, edition: "student" })).not.toContain("index.html");
    expect(html.all!([report("ann", [pass])], { ...context, edition: "student" })).toEqual([]);
  });

  test("for a student has no command for a hidden check, and nothing that it saw", () => {
    const hidden = {
      ...check("listen", { ...fail, actual: "s3cret" }, "keeps quiet", wire(["a", "in", "s3cret"])),
      hidden: true,
    } as const;
    expect(pageOf(graded(hidden))).toContain("s3cret");
    const shown = pageOf(forStudent(graded(hidden)));
    expect(shown).not.toMatch(/s3cret|733363726574|pnpm lab check/);
    expect(shown).toContain("keeps quiet");
  });

  test("of a lab that is not there any more says what the report knows", () => {
    expect(pageOf(report("ann", [fail]), { ...context, labs: new Map() })).toContain("Listens");
  });
});

describe("the class's page", () => {
  test("has a row for each student, a cell for each stage, and a link to each page", () => {
    const shown = classOf(report("bob", [fail, skip, skip]), report("ann", [pass, pass, pass]), report("王 小明", [pass, fault, pass]));
    expect(shown.match(/<th scope="row">/g)).toHaveLength(3);
    expect(shown.match(/<td class="l0 (?:p|f0|s|x)">/g)).toHaveLength(9);
    for (const link of ["tcp-server/ann.html", "tcp-server/bob.html", "tcp-server/%E7%8E%8B%20%E5%B0%8F%E6%98%8E.html"])
      expect(shown).toContain(`href="${link}"`);
  });

  test("counts who failed a check and showed a mistake, and keeps faults apart", () => {
    const failing = (name: string, port: number): GradeReport => ({
      ...graded(
        check("listen", { ...fail, diagnosis: `It listens on ${port}.` }, "listens"),
        check("echo", skip),
        check("byte-stream", skip),
      ),
      submission: name,
    });
    const shown = classOf(failing("ann", 4000), failing("bob", 5000), report("cai", [pass, fault]));
    expect(shown.match(/<b>2<\/b>\/3/g)).toHaveLength(2);
    expect(shown).toContain("It listens on 4000.");
    expect(shown).not.toContain("It listens on 5000.");
    expect(shown).toMatch(/id="faults"[^]*cai[^]*spawn bwrap ENOENT/);
    expect(classOf(failing("ann", 1))).not.toContain('id="faults"');
  });

  test("of nobody is a page all the same", () => {
    expect(classOf()).toContain("Class report");
  });
});

describe("a page's name", () => {
  const pathOf = (submission: string): string => html.each!(report(submission, [pass]), context)[0]!.path;

  test("is the submission's", () => {
    expect(pathOf("chen-wei")).toBe("tcp-server/chen-wei.html");
    expect(pathOf("王 小明")).toBe("tcp-server/王 小明.html");
  });

  test("never leads out of the folder, and no two submissions share one", () => {
    const names = ["..", "../ann", "a/b", "a%2fb", "a\\b", "a\nb", ".hidden", "%2ehidden", "con:x"];
    const paths = names.map(pathOf);
    for (const path of paths) expect(path).toMatch(/^tcp-server\/[\p{L}\p{N} _%-][\p{L}\p{N} ._%-]*\.html$/u);
    expect(new Set(paths).size).toBe(names.length);
  });
});
