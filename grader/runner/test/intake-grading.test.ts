import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { whyNoBwrap } from "@wirelab/sandbox";
import { describe, test, type TestContext, vi } from "vitest";
import { findSubmissions } from "../src/index.ts";
import { faultsOf, gradeProgram, programs, wordsOn } from "./support/grading.ts";
import { archive, temporaryFolder, write } from "./support/intake.ts";
import { tarGz } from "./support/tar.ts";
import { zip } from "./support/zip.ts";

const sandbox = (await whyNoBwrap()) === undefined ? "bwrap" : "none";
const start = "listen/start";

function copyOf(program: string, context: TestContext): string {
  const folder = join(temporaryFolder(context), "submission");
  cpSync(join(programs, program), folder, { recursive: true });
  return folder;
}

describe.concurrent("the grade of what is taken in in part", () => {
  test("a right program passes in spite of what is refused beside it, and the report names that", async (context) => {
    const { expect } = context;
    const folder = copyOf("echoes", context);
    symlinkSync("/etc/passwd", join(folder, "passwd"));
    write(folder, { "a\nb": "" });
    const { report } = await gradeProgram("echoes", { folder, sandbox, stages: ["echo"] });
    expect(report).toMatchObject({ earned: 12, possible: 12 });
    expect(report.refused?.map(({ path, reason }) => [path, reason.en])).toEqual([
      ["a\\nb", expect.stringMatching(/control character/)],
      ["passwd", expect.stringMatching(/symbolic link/)],
    ]);
  });

  test("where the program itself is refused the student fails, and reads why", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    mkdirSync(join(folder, "src"));
    execFileSync("mkfifo", [join(folder, "src/main.ts")]);
    const { report } = await gradeProgram("echoes", { folder, sandbox, stages: ["echo"] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, start)).toMatch(/has no src\/main\.ts/);
    expect(report.refused).toMatchObject([{ path: "src/main.ts", reason: { zh: expect.stringMatching(/命名管道/) } }]);
  });

  test("a broken archive is the student's", async (context) => {
    const { expect } = context;
    const folder = archive(context, "tcp-server.zip", Buffer.from("not a zip"));
    const { report } = await gradeProgram("echoes", { folder, sandbox, stages: ["echo"] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, start)).toMatch(/^fail: tcp-server\.zip cannot be unpacked/);
    expect(report.refused).toBeUndefined();
  });

  test("a program in an archive is graded as one in a folder", async (context) => {
    const packed = join(temporaryFolder(context), "x.tar.gz");
    execFileSync("tar", ["czf", packed, "-C", programs, "echoes"]);
    const { report } = await gradeProgram("echoes", { folder: packed, sandbox, stages: ["echo"] });
    context.expect(report).toMatchObject({ earned: 12, possible: 12 });
  });

  test("what would change how Node and npm behave has no effect", async (context) => {
    const evil = "process.exit(66);";
    const folder = copyOf("echoes", context);
    write(folder, {
      ".env": "NODE_OPTIONS=--require=./evil.cjs\n",
      ".npmrc": "node-options=--require=./evil.cjs\nscript-shell=./evil.sh\n",
      "evil.cjs": evil,
      "node_modules/.bin/tsx": `#!/bin/sh\nexit 66\n`,
      "node_modules/.bin/node": `#!/bin/sh\nexit 66\n`,
      "node_modules/net/index.js": evil,
      "package.json": JSON.stringify({ type: "module", scripts: { preinstall: "exit 66", prepare: "exit 66" } }),
    });
    const { report } = await gradeProgram("echoes", { folder, sandbox, stages: ["echo"] });
    context.expect(report).toMatchObject({ earned: 12, possible: 12 });
    context.expect(report.refused).toBeUndefined();
  });
});

describe("the submissions of a class", () => {
  const packed = zip([{ name: "src/main.ts" }]);

  test("are folders and archives named after the lab, and whatever else bears its name", (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    write(folder, {
      "ann/tcp-server/src/main.ts": "",
      "bob/tcp-server.zip": packed,
      "cem/tcp-server.tar.gz": tarGz([]),
      "dan/udp.tgz": tarGz([]),
      "eva/tcp-server.rar": "",
      "fay/README.md": "",
      "README.md": "",
    });
    mkdirSync(join(folder, "gus"));
    symlinkSync(join(folder, "ann/tcp-server"), join(folder, "gus/tcp-server"));
    const found = (lab?: string): string[] => findSubmissions(folder, lab).map((submission) => `${submission.name} ${submission.lab}`);
    expect(found()).toEqual(["ann tcp-server", "bob tcp-server", "cem tcp-server", "dan udp", "gus tcp-server"]);
    expect(found("udp")).toEqual(["dan udp"]);
  });

  test("a student who has handed in both a folder and an archive is graded for each, told apart", (context) => {
    const folder = write(temporaryFolder(context), { "ann/tcp-server/src/main.ts": "", "ann/tcp-server.zip": packed });
    const names = findSubmissions(folder, undefined).map(({ name }) => name);
    context.expect(names).toEqual(["ann", "ann (tcp-server.zip)"]);
  });

  test("one submission bears its student's name, whatever holds it", (context) => {
    const { expect } = context;
    const folder = write(temporaryFolder(context), { "ann/tcp-server.zip": packed, "ben.tar.gz": "", "cem/src/main.ts": "" });
    const name = (path: string): string | undefined => findSubmissions(join(folder, path), "tcp-server")[0]?.name;
    expect(["ann/tcp-server.zip", "ben.tar.gz", "cem"].map(name)).toEqual(["ann", "ben", "cem"]);
  });

  test("a submission that is named may be a link: it is not the student who made it", (context) => {
    const folder = temporaryFolder(context);
    write(folder, { "real/src/main.ts": "" });
    symlinkSync(join(folder, "real"), join(folder, "link"));
    context
      .expect(findSubmissions(join(folder, "link"), "tcp-server"))
      .toEqual([{ name: "link", lab: "tcp-server", folder: join(folder, "real") }]);
    rmSync(join(folder, "link"));
  });
});

describe.concurrent("a command that wirelab.json names", () => {
  const declaring = (command: string, context: TestContext): string => {
    const folder = copyOf("echoes", context);
    write(folder, { "wirelab.json": JSON.stringify({ run: { main: [command, "src/main.ts"] } }) });
    return folder;
  };

  test("and that nobody has is the student's mistake", async (context) => {
    const { report } = await gradeProgram("echoes", { folder: declaring("no-such-command", context), sandbox, stages: ["listen"] });
    context.expect(wordsOn(report, start)).toMatch(/^fail: wirelab\.json says to run "no-such-command"/);
  });

  test("by a path of this machine that programs do not see is the student's mistake, whether there is something or not", async (context) => {
    const own = join(temporaryFolder(context), "own");
    writeFileSync(own, "#!/bin/sh\n", { mode: 0o755 });
    for (const path of [own, "/no/such/file"]) {
      const { report } = await gradeProgram("echoes", { folder: declaring(path, context), sandbox: "bwrap", stages: ["listen"] });
      context.expect(wordsOn(report, start)).toMatch(/^fail: wirelab\.json says to run .* which cannot be started/);
    }
  });
});

test("a command that only the grader's own user has is the machine's trouble, not the student's", async (context) => {
  const { expect } = context;
  const bin = temporaryFolder(context);
  writeFileSync(join(bin, "own-interpreter"), "#!/bin/sh\n", { mode: 0o755 });
  vi.stubEnv("PATH", `${bin}:${process.env["PATH"]}`);
  context.onTestFinished(() => void vi.unstubAllEnvs());
  const folder = temporaryFolder(context);
  write(folder, { "wirelab.json": JSON.stringify({ run: { main: ["own-interpreter"] } }) });
  const { report } = await gradeProgram("echoes", { folder, sandbox: "bwrap", stages: ["listen"] });
  expect(report).toMatchObject({ earned: 0, possible: 0 });
  expect(faultsOf(report)[0]).toMatch(
    /"own-interpreter", which wirelab\.json says to run, is at .*own-interpreter, where programs in the sandbox do not see it/,
  );
});
