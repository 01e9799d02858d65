import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromJson, type GradeReport } from "@wirelab/model";
import { describe, test, type TestContext } from "vitest";
import { command } from "./support/commands.ts";
import { copyProgram, program, sandbox, temporaryFolder } from "./support/submissions.ts";

const grade = ["grade", ...sandbox];
const ofLab = ["--lab", "tcp-server", "--stage", "echo"];

function reportsIn(stdout: string): GradeReport[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => fromJson<GradeReport>(line));
}

/** What of a report the seed decides. */
function outcomeOf(stdout: string): unknown {
  return reportsIn(stdout).flatMap(({ seed, earned, stages }) => [
    { seed, earned },
    ...stages
      .flatMap(({ checks }) => checks)
      .map(({ id, verdict }) => (verdict.kind === "fail" ? { id, expected: verdict.expected, actual: verdict.actual } : { id, verdict })),
  ]);
}

function makeClass(context: TestContext): string {
  const folder = temporaryFolder(context);
  copyProgram("echoes", join(folder, "ann/tcp-server"));
  copyProgram("never-reads", join(folder, "bob/tcp-server"));
  return folder;
}

describe.concurrent("grader grade", () => {
  test("--json prints one report a line and nothing else; a bad submission is no error; --out writes each report into a file", async (context) => {
    const { expect } = context;
    const out = join(temporaryFolder(context), "new");
    const args = [...grade, makeClass(context), "--stage", "echo", "--jobs", "2", "--out", out];
    const { code, stdout, stderr } = await command("grader", [...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const reports = reportsIn(stdout).toSorted((a, b) => a.submission.localeCompare(b.submission));
    expect(reports).toMatchObject([
      { version: 1, lab: "tcp-server", submission: "ann", earned: 12, possible: 12 },
      { version: 1, lab: "tcp-server", submission: "bob", possible: 12 },
    ]);
    expect(reports[1]?.earned).toBeLessThan(12);
    expect(readdirSync(join(out, "tcp-server")).toSorted()).toEqual(["ann.json", "bob.json"]);
    for (const report of reports)
      expect(fromJson<GradeReport>(readFileSync(join(out, `tcp-server/${report.submission}.json`), "utf8"))).toEqual(report);
    expect((await command("grader", args)).stdout).toMatch(/ann[^]*bob/);
  });

  test("the same seed gives the same run, another one another", async ({ expect }) => {
    const run = async (seed: string): Promise<unknown> => {
      const { stdout } = await command("grader", [...grade, program("sends-extra-output"), ...ofLab, "--json", "--seed", seed]);
      return outcomeOf(stdout);
    };
    const [first, again, other] = await Promise.all([run("7"), run("7"), run("8")]);
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
  });

  test("a path with spaces and Chinese characters", async (context) => {
    const { expect } = context;
    const folder = join(temporaryFolder(context), "第一 班");
    mkdirSync(folder);
    copyProgram("echoes", join(folder, "小 明"));
    const { code, stdout, stderr } = await command("grader", [...grade, join(folder, "小 明"), ...ofLab, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(reportsIn(stdout)).toMatchObject([{ submission: "小 明", earned: 12, possible: 12 }]);
  });

  test("trouble of the grader's own ends with exit code 2 and costs nothing", async ({ expect }) => {
    const args = ["grade", "--sandbox", "none", program("accepts-one-client"), ...ofLab, "--json"];
    const { code, stdout, stderr } = await command("grader", args, { env: { PATH: "/no/such/folder" } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Some checks could not be judged[^\n]*\n$/);
    expect(reportsIn(stdout)).toMatchObject([{ earned: 0, possible: 0, stages: [{ status: "fault" }, { status: "fault" }] }]);
    expect(stdout).toContain("python3 is not installed on this machine");
  });

  test("without isolation where it was asked for, nothing is graded", async ({ expect }) => {
    const args = ["grade", "--sandbox", "bwrap", program("echoes"), ...ofLab];
    const { code, stdout, stderr } = await command("grader", args, { env: { PATH: "/no/such/folder" } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/--sandbox none/);
  });
});
