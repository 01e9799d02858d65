import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "@wirelab/runner";
import { describe, type ExpectStatic, test } from "vitest";
import { command, type Outcome } from "./support/commands.ts";
import { copyProgram, program, temporaryFolder } from "./support/submissions.ts";

const good = program("echoes");
const ofLab = ["--lab", "tcp-server"];

/** Nothing is unreadable to root, so that root sends somebody else, who must at least be able to read the grader. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
const canRun = spawnSync(process.execPath, ["--check", join(root, "grader/cli/src/grader.ts")], somebody).status === 0;

interface Case {
  readonly mistake: string;
  readonly args: readonly string[];
  readonly says: RegExp;
}

const graderCases: readonly Case[] = [
  { mistake: "no such lab", args: [good, "--lab", "tcp-sever"], says: /^There is no lab called "tcp-sever"\. The labs are: .*tcp-server/ },
  { mistake: "no such stage", args: [good, "--lab", "tcp-server", "--stage", "ecko"], says: /^tcp-server has no stage "ecko"\. .*echo/ },
  {
    mistake: "missing path",
    args: ["/no/such/folder", "--lab", "tcp-server"],
    says: /^There is no folder or archive \/no\/such\/folder\./,
  },
  {
    mistake: "a file",
    args: [`${good}/src/main.ts`, "--lab", "tcp-server"],
    says: /main\.ts is a file; a submission is a folder, a \.zip or/,
  },
  { mistake: "neither class nor lab", args: [good], says: /is no class .*--lab/ },
  { mistake: "no path at all", args: [], says: /missing required argument 'path'/ },
  { mistake: "seed is no number", args: [good, "--seed", "lucky"], says: /--seed.*'lucky' is invalid.*whole number/ },
  { mistake: "seed too high", args: [good, "--seed", "2147483648"], says: /--seed.*whole number from 0 to 2147483647/ },
  { mistake: "no jobs", args: [good, "--jobs", "0"], says: /--jobs.*whole number from 1/ },
  { mistake: "half a job", args: [good, "--jobs", "1.5"], says: /--jobs.*whole number/ },
  { mistake: "unknown sandbox", args: [good, "--sandbox", "chroot"], says: /--sandbox.*Allowed choices are bwrap, none/ },
  {
    mistake: "unknown format",
    args: [good, ...ofLab, "--format", "jnuit"],
    says: /^There is no format called "jnuit"\. The formats are: json, html, junit,/,
  },
  {
    mistake: "two formats on stdout",
    args: [good, ...ofLab, "--format", "junit", "--format", "json"],
    says: /^These formats make 2 files .*--out/,
  },
  { mistake: "a format beside --json", args: [good, ...ofLab, "--format", "junit", "--json"], says: /^These formats make 2 files .*--out/ },
  { mistake: "no roster", args: [good, ...ofLab, "--format", "canvas"], says: /^The format canvas needs a roster.*--roster <file>/ },
  {
    mistake: "roster missing",
    args: [good, ...ofLab, "--format", "canvas", "--roster", "/no/such.csv"],
    says: /^There is no file \/no\/such\.csv\./,
  },
  { mistake: "column without a title", args: [good, ...ofLab, "--column", "tcp-server"], says: /--column.*must be a lab and a title/ },
  { mistake: "unknown edition", args: [good, ...ofLab, "--for", "parents"], says: /--for.*Allowed choices are instructor, student/ },
];

const reportCases: readonly Case[] = [
  { mistake: "no format", args: [good], says: /required option '--format <name>' not specified/ },
  { mistake: "missing folder", args: ["/no/such/folder", "--format", "junit"], says: /^There is no folder \/no\/such\/folder\./ },
  { mistake: "a folder without reports", args: [good, "--format", "junit"], says: /holds no reports/ },
];

const labCases: readonly Case[] = [
  { mistake: "no such lab", args: ["check", "tcp-sever"], says: /^There is no lab called "tcp-sever"\./ },
  { mistake: "no such stage", args: ["check", "tcp-server", "ecko"], says: /^tcp-server has no stage "ecko"\./ },
  {
    mistake: "missing folder",
    args: ["check", "tcp-server", "--dir", "/no/such/folder"],
    says: /^There is no folder or archive \/no\/such\/folder\./,
  },
  {
    mistake: "a file",
    args: ["check", "tcp-server", "--dir", `${good}/src/main.ts`],
    says: /main\.ts is a file; a submission is a folder, a \.zip or/,
  },
  { mistake: "unknown language", args: ["check", "tcp-server", "--lang", "fr"], says: /--lang.*Allowed choices are en, zh/ },
  { mistake: "format without a folder", args: ["check", "tcp-server", "--format", "github-summary"], says: /^--format needs --out: / },
  { mistake: "unknown format", args: ["check", "tcp-server", "--format", "junit"], says: /--format.*must be one of: github-classroom, / },
  { mistake: "hint for no stage", args: ["hint", "tcp-server", "ecko"], says: /^tcp-server has no stage "ecko"\./ },
];

describe.concurrent("wrong use is one sentence on stderr", () => {
  const expectSentence = ({ code, stdout, stderr }: Outcome, says: RegExp, expect: ExpectStatic): void => {
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  };

  test.for(graderCases)("grader grade: $mistake", async ({ args, says }, { expect }) => {
    expectSentence(await command("grader", ["grade", ...args]), says, expect);
  });

  test.for(reportCases)("grader report: $mistake", async ({ args, says }, { expect }) => {
    expectSentence(await command("grader", ["report", ...args]), says, expect);
  });

  test.for(labCases)("lab: $mistake", async ({ args, says }, { expect }) => {
    expectSentence(await command("lab", args), says, expect);
  });

  test.for(["0/3", "4/3", "1", "1/", "a/b"])("grader verify: --shard %s", async (part, { expect }) => {
    expectSentence(await command("grader", ["verify", "--shard", part]), /--shard.*a part and the number of parts, e\.g\. 1\/3/, expect);
  });

  test("grader verify: --only and a program that is not there", async ({ expect }) => {
    expectSentence(await command("grader", ["verify", "udp", "--only", "no-such"]), /udp has no program "no-such"/, expect);
  });

  test("grader grade: empty folder", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    expectSentence(await command("grader", ["grade", folder, "--lab", "tcp-server"]), /is empty: there is nothing to grade/, expect);
  });

  test("grader grade: two submissions whose reports would have one name", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    const [one, other] = [join(folder, "monday/ann"), join(folder, "tuesday/ann")];
    for (const path of [one, other]) copyProgram("echoes", path);
    const out = join(folder, "out");
    const outcome = await command("grader", ["grade", one, other, one, ...ofLab, "--out", out], { env: { PATH: folder } });
    expectSentence(outcome, /^Two submissions are called tcp-server\/ann: \S+monday\/ann and \S+tuesday\/ann\. Give each a --out/, expect);
    expect(existsSync(out)).toBe(false);
  });

  test.skipIf(!canRun).for(["the submission", "a student of the class"])("grader grade: %s may not be read", async (what, context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    chmodSync(folder, 0o755);
    const locked = join(folder, "locked");
    mkdirSync(locked, { mode: 0o000 });
    const args = what === "the submission" ? [locked, "--lab", "tcp-server"] : [folder];
    expectSentence(await command("grader", ["grade", ...args], somebody), /locked cannot be read: permission denied\./, expect);
  });
});
