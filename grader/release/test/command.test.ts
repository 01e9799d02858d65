import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { root } from "@wirelab/runner";
import { describe, test, type TestContext } from "vitest";
import { contentOf, temporaryFolder, write } from "./support/folders.ts";
import { course, fakeRelease } from "./support/releases.ts";

/** Runs `lab` or `grader` as a shell does. */
function command(name: "lab" | "grader", ...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const script = join(root, "grader/cli/src", `${name}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env: { PATH, TMPDIR }, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

function makeCopy({ onTestFinished }: TestContext): { copy: string; next: string } {
  const folder = temporaryFolder(onTestFinished);
  const first = fakeRelease(join(folder, "first"), "2026-09-01T08:00:00Z", course.first);
  const next = fakeRelease(join(folder, "next"), "2026-10-01T08:00:00Z", course.next);
  cpSync(first, join(folder, "copy"), { recursive: true });
  return { copy: write(join(folder, "copy"), course.work), next };
}

const changes = [
  "~ grader/check.ts",
  "+ grader/new.ts",
  "~ labs/echo/lab.ts  (had been changed; the old text is in .wirelab/put-aside/labs/echo/lab.ts)",
  "+ labs/time/lab.ts",
  "~ starter/echo/src/help.ts",
  "+ starter/time/src/main.ts",
  "- grader/old/gone.ts",
  "! starter/echo/src/main.ts  (yours stays; the release has a newer one to look at)",
  "! starter/echo/src/mine.ts  (yours stays; the release has a newer one to look at)",
];

describe("commands", () => {
  test("lab update says what it would do, does it, and has nothing left to do", (context) => {
    const { expect } = context;
    const { copy, next } = makeCopy(context);
    const before = contentOf(copy);
    const update = (...options: readonly string[]): string[] => {
      const { code, stdout, stderr } = command("lab", "update", next, "--into", copy, ...options);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout.trimEnd().split("\n");
    };
    expect(update("--dry-run")).toEqual([...changes, "7 files would change; nothing was changed."]);
    expect(contentOf(copy)).toEqual(before);
    expect(update()).toEqual([...changes, "7 files changed; your copy is up to date."]);
    expect(contentOf(copy)).not.toEqual(before);
    expect(update("--lang", "zh")).toEqual(["你的副本已经是最新的。"]);
  });

  test("wrong use is one sentence on stderr", (context) => {
    const { expect } = context;
    const { copy, next } = makeCopy(context);
    for (const [args, says] of [
      [["lab", "update", join(next, "nowhere"), "--into", copy], /^There is no .*nowhere\.\n$/],
      [["lab", "update", next, "--into", join(copy, "labs"), "--lang", "zh"], /^.*不是 wirelab 的发布版.*\n$/],
      [["grader", "release"], /^error: required option '--out <folder>' not specified\n$/],
      [["grader", "release", "--out", copy], /^.* is not empty: a release is written into a folder of its own\.\n$/],
      [["grader", "release", "--out", join(copy, "README.md")], /^.* is a file: .*\n$/],
      [["grader", "package", "gradescope", "--lab", "tcp-sever"], /^There is no lab called "tcp-sever"\. The labs are: .*\n$/],
      [["grader", "package", "autolab", "--lab", "udp"], /^error: command-argument value 'autolab' is invalid .*gradescope\.\n$/],
      [["grader", "package", "gradescope"], /^error: required option '--lab <id>' not specified\n$/],
      [
        ["grader", "package", "gradescope", "--lab", "udp", "--out", join(copy, "README.md")],
        /^\S*README\.md is there already: --force replaces it, --out <file> gives another name\.\n$/,
      ],
      [
        ["grader", "package", "gradescope", "--lab", "udp", "--out", join(copy, "nowhere/a.zip")],
        /^There is no folder \S*nowhere to write a\.zip into\.\n$/,
      ],
    ] as const) {
      const [name, ...rest] = args;
      const { code, stdout, stderr } = command(name, ...rest);
      expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(says);
    }
  });
});
