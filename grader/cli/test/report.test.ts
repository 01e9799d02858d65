import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, type GradeReport, type Leaderboard, score, toJson, type Verdict } from "@wirelab/model";
import { loadLab } from "@wirelab/runner";
import { describe, test, type TestContext } from "vitest";
import { command } from "./support/commands.ts";
import { program, sandbox, temporaryFolder } from "./support/submissions.ts";

const lab = await loadLab("tcp-server");
const title = "joins a line that came in two segments";
const failed: Verdict = { kind: "fail", message: "The reply is wrong.", expected: '"what a hidden check sent"' };

/** A report in which one visible and one hidden check of stage 4 failed. */
function reportOf(submission: string): GradeReport {
  const results = lab.stages.flatMap(({ id }) =>
    id === "byte-stream"
      ? [false, true].map((hidden) => ({
          id: `${id}/${hidden}`,
          stage: id,
          title: hidden ? "a hidden one" : title,
          hidden,
          weight: 1,
          verdict: failed,
          ms: 1,
          transcript: [],
        }))
      : [
          {
            id: `${id}/passes`,
            stage: id,
            title: "passes",
            hidden: false,
            weight: 1,
            verdict: { kind: "pass" } as const,
            ms: 1,
            transcript: [],
          },
        ],
  );
  return score({ lab, submission, seed: 1, sandbox: "bwrap" }, results);
}

/** What a grading with --out has written. */
function graded(context: TestContext, ...submissions: string[]): string {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, lab.id));
  for (const name of submissions) writeFileSync(join(folder, lab.id, `${name}.json`), `${toJson(reportOf(name))}\n`);
  return folder;
}

describe.concurrent("grader report", () => {
  test("makes files in several formats of an earlier grading", async (context) => {
    const { expect } = context;
    const folder = graded(context, "ann", "bob");
    writeFileSync(join(folder, "class.csv"), "Folder,ID,Username\nann,1,ada\nbob,2,bob\n");
    const out = join(temporaryFolder(context), "new");
    const formats = ["junit", "junit-ci", "gradescope", "canvas", "moodle", "github-summary"].flatMap((name) => ["--format", name]);
    const args = ["report", folder, ...formats, "--roster", join(folder, "class.csv"), "--column", "tcp-server=Lab 1", "--out", out];
    expect(await command("grader", args)).toEqual({ code: 0, stdout: "", stderr: "" });
    const written = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
    expect(written.toSorted()).toEqual([
      "canvas/tcp-server.csv",
      "github-summary.md",
      "gradescope/tcp-server/ann.json",
      "gradescope/tcp-server/bob.json",
      "junit-ci/tcp-server/ann.xml",
      "junit-ci/tcp-server/bob.xml",
      "junit/tcp-server/ann.xml",
      "junit/tcp-server/bob.xml",
      "moodle/tcp-server.csv",
    ]);
    expect(readFileSync(join(out, "moodle/tcp-server.csv"), "utf8")).toBe("Username,Lab 1\nada,86\nbob,86\n");
    const line = readFileSync(join(import.meta.dirname, "../../../labs/tcp-server/checks/04-byte-stream.check.ts"), "utf8")
      .split("\n")
      .findIndex((text) => text.includes(`"${title}"`));
    expect(readFileSync(join(out, "junit-ci/tcp-server/ann.xml"), "utf8")).toContain(
      `file="labs/tcp-server/checks/04-byte-stream.check.ts" line="${line + 1}"`,
    );
  });

  test("a single file goes to stdout, in the edition that was asked for", async (context) => {
    const { expect } = context;
    const folder = graded(context, "ann");
    const run = (...args: string[]): ReturnType<typeof command> => command("grader", ["report", folder, "--format", "junit", ...args]);
    const [instructor, student] = [await run(), await run("--for", "student")];
    expect(instructor.stdout.match(/what a hidden check sent/g)).toHaveLength(2);
    expect(student.stdout.match(/what a hidden check sent/g)).toHaveLength(1);
    expect(student.stdout).toContain("a hidden one (hidden)");
  });

  test("what is no report is named", async (context) => {
    const { expect } = context;
    const folder = graded(context, "ann");
    writeFileSync(join(folder, "tcp-server/bob.json"), '{"version":1');
    const { code, stderr } = await command("grader", ["report", folder, "--format", "json"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+bob\.json is no grade report: [^\n]+\n$/);
    writeFileSync(join(folder, "tcp-server/bob.json"), '{"version":1,"submission":"bob","stages":{}}');
    expect((await command("grader", ["report", folder, "--format", "json"])).stderr).toMatch(/bob\.json is no grade report/);
  });

  test("what a comparison left in the folder is passed over", async (context) => {
    const { expect } = context;
    const folder = graded(context, "ann");
    const about = { version: 1, lab: "tcp-server", seed: 1, sandbox: "none" } as const;
    const comparison: Comparison = { ...about, submission: reportOf("ann"), reference: reportOf("reference"), measurements: [] };
    const board: Leaderboard = { ...about, rows: [] };
    writeFileSync(join(folder, "tcp-server/ann.compare.json"), toJson(comparison));
    writeFileSync(join(folder, "tcp-server/leaderboard.json"), toJson(board));
    const { code, stdout, stderr } = await command("grader", ["report", folder, "--format", "junit"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('"ann');
    expect(stdout).not.toContain("reference");
  });

  test("no file is written outside the folder", async (context) => {
    const { expect } = context;
    const folder = graded(context, "ann");
    writeFileSync(join(folder, "tcp-server/evil.json"), toJson({ ...reportOf("ann"), submission: "../../../../evil" }));
    const out = join(temporaryFolder(context), "a/b");
    const { code, stderr } = await command("grader", ["report", folder, "--format", "junit", "--out", out]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/would be written outside/);
    expect(readdirSync(join(out, "../..")).toSorted()).toEqual(["a"]);
  });
});

describe.concurrent("grader grade --format", () => {
  const grade = ["grade", program("echoes"), "--lab", "tcp-server", "--stage", "echo", ...sandbox];

  test("prints the one file in place of the report", async ({ expect }) => {
    const { code, stdout, stderr } = await command("grader", [...grade, "--format", "gradescope"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ score: 12, extra_data: { lab: "tcp-server", possible: 12 } });
  });

  test("writes beside the JSON reports, and still shows the report", async (context) => {
    const { expect } = context;
    const out = temporaryFolder(context);
    const { code, stdout } = await command("grader", [...grade, "--format", "junit", "--format", "github-annotations", "--out", out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/12\/12 points/);
    expect(readFileSync(join(out, "github-annotations.txt"), "utf8")).toBe("::notice title=wirelab::echoes · tcp-server: 12/12\n");
    expect(readFileSync(join(out, "junit/tcp-server/echoes.xml"), "utf8")).toContain('failures="0"');
  });
});
