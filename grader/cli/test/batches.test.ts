import { execFile, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { fromJson, type GradeReport } from "@wirelab/model";
import { root } from "@wirelab/runner";
import { describe, test, type TestContext, vi } from "vitest";
import { commandLine } from "../src/command-line.ts";
import { command, type Outcome, programsOf, untilPrograms } from "./support/commands.ts";
import { processesWithTmp } from "./soak/processes.ts";
import { copyProgram, program, sandbox, temporaryFolder } from "./support/submissions.ts";

const listen = ["--lab", "tcp-server", "--stage", "listen"];

interface Class {
  readonly folder: string;
  readonly out: string;
  readonly grade: (...args: string[]) => Promise<Outcome>;
}

/** A class of two, of whom one is right. */
function makeClass(context: TestContext): Class {
  const base = temporaryFolder(context);
  const [folder, out] = [join(base, "class"), join(base, "out")];
  copyProgram("echoes", join(folder, "ann/tcp-server"));
  copyProgram("exits-at-once", join(folder, "bob/tcp-server"));
  const grade = (...args: string[]): Promise<Outcome> => command("grader", ["grade", ...sandbox, folder, ...listen, "--out", out, ...args]);
  return { folder, out, grade };
}

function publishedIn(out: string, submission: string): GradeReport {
  return fromJson<GradeReport>(readFileSync(join(out, `tcp-server/${submission}.json`), "utf8"));
}

function temporaryIn(tmp: string): string[] {
  return readdirSync(tmp).filter((name) => name.startsWith("wirelab-"));
}

describe.concurrent("grader grade --out, again", () => {
  test("grades only what is missing, with the seed that it began with, and says so", async (context) => {
    const { expect } = context;
    const { folder, out, grade } = makeClass(context);
    const first = await grade();
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const before = publishedIn(out, "ann");
    copyProgram("echoes", join(folder, "cem/tcp-server"));
    // A submission that is named twice is graded once.
    const second = await grade("--json", join(folder, "cem/tcp-server"));
    expect(second).toMatchObject({ code: 0, stderr: "2 of 3 taken from an earlier run.\n" });
    expect(second.stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(publishedIn(out, "ann")).toEqual(before);
    expect(publishedIn(out, "cem")).toMatchObject({ seed: before.seed, earned: 4 });
  });

  test("grades again what had a fault", async (context) => {
    const { expect } = context;
    const out = temporaryFolder(context);
    const args = ["grade", "--sandbox", "none", program("accepts-one-client"), "--lab", "tcp-client", "--stage", "connect", "--out", out];
    const first = await command("grader", args, { env: { PATH: "/no/such/folder" } });
    expect(first.code).toBe(2);
    expect(readdirSync(join(out, "results"))).toEqual(["batch.json"]);
    const second = await command("grader", args);
    expect(second.stderr).not.toContain("earlier run");
    expect(readdirSync(join(out, "results"))).toHaveLength(second.code === 0 ? 2 : 1);
  });

  test("--regrade says who has changed, from how many points to how many, by which checks; earlier results are kept", async (context) => {
    const { expect } = context;
    const { folder, out, grade } = makeClass(context);
    await grade("--seed", "7");
    const none = await grade("--regrade", "--json");
    expect(none).toMatchObject({ code: 0, stderr: "Graded anew: none of 2 has changed.\n" });
    expect(publishedIn(out, "ann").seed).not.toBe(7);
    cpSync(join(program("echoes"), "src/main.ts"), join(folder, "bob/tcp-server/src/main.ts"));
    const { code, stdout, stderr } = await grade("--regrade", "--seed", "8", "--json");
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => fromJson<GradeReport>(line).seed),
    ).toEqual([8, 8]);
    expect(stderr).toMatch(
      /^Graded anew: 1 of 2 have changed\.\nsubmission +lab +before +now +checks\nbob +tcp-server +0\/4 +4\/4 +listen\/\S+ fail → pass, .*\n$/,
    );
    expect(readdirSync(join(out, "results")).filter((name) => name.length > 64)).toHaveLength(6);
  });
});

describe.concurrent("grader grade, broken off", () => {
  test.for([
    { signal: "SIGINT", code: 130, out: true },
    { signal: "SIGTERM", code: 143, out: false },
    { signal: "SIGHUP", code: 129, out: true },
  ] as const)("by $signal ends what is under way, and says how to go on", async ({ signal, code, out }, context) => {
    const { expect } = context;
    const tmp = temporaryFolder(context);
    const folder = join(tmp, "out with space");
    const args = ["grade", "--sandbox", "none", program("never-reads"), "--lab", "tcp-server", ...(out ? ["--out", folder] : [])];
    const outcome = await command("grader", args, {
      env: { TMPDIR: tmp },
      onStart: async (kill) => {
        await untilPrograms(tmp);
        kill(signal);
      },
    });
    expect(outcome).toMatchObject({ code, stdout: "" });
    const goOn = `Their reports are kept in ${folder}. To go on with the rest: ${commandLine(["node", "grader.ts", ...args])}`;
    const nothingKept = "Nothing is kept of them: give a folder with --out, and the next run goes on where this one stopped.";
    expect(outcome.stderr).toBe(`Interrupted: 0 of 1 are graded.\n${out ? goOn : nothingKept}\n`);
    expect(programsOf(tmp)).toEqual([]);
    expect(temporaryIn(tmp)).toEqual([]);
  });

  test("by the reader of its output stops, and keeps what it has", async (context) => {
    const { expect } = context;
    const { folder, out } = makeClass(context);
    const args = ["grade", ...sandbox, folder, ...listen, "--out", out, "--json", "--jobs", "1"];
    const { code, stderr } = await command("grader", args, { unread: true });
    expect(code).toBe(141);
    expect(stderr).toMatch(/^Interrupted: 1 of 2 are graded\.\nTheir reports are kept in .*\n$/);
    expect(readdirSync(join(out, "tcp-server"))).toEqual(["ann.json"]);
  });

  const script = spawnSync("script", ["--version"]).error ? "script is not installed" : undefined;
  test.skipIf(script !== undefined)(
    `by the end of its terminal stops in good order${script === undefined ? "" : ` (left out: ${script})`}`,
    async (context) => {
      const { expect } = context;
      const tmp = temporaryFolder(context);
      const [grader, ended] = [join(root, "grader/cli/src/grader.ts"), join(tmp, "ended")];
      const grade = `"$0" "${grader}" grade --sandbox none "${program("never-reads")}" --lab tcp-server --json`;
      // The session's shell ends with the terminal; one within it does not, and says how the grader ended.
      const inside = `(trap "" HUP; ${grade}; echo $? > "${ended}"); true`;
      const terminal = spawn("script", ["-qc", `sh -c '${inside}' "${process.execPath}"`, "/dev/null"], {
        cwd: root,
        env: { PATH: process.env["PATH"], TMPDIR: tmp },
        stdio: ["ignore", "ignore", "inherit"],
      });
      await untilPrograms(tmp);
      terminal.kill("SIGKILL");
      await vi.waitUntil(() => existsSync(ended), { timeout: 60_000, interval: 10 });
      expect(readFileSync(ended, "utf8")).toBe("129\n");
      expect(programsOf(tmp)).toEqual([]);
      expect(temporaryIn(tmp)).toEqual([]);
    },
  );

  test("by a second signal ends at once, and leaves nothing all the same", async (context) => {
    const { expect } = context;
    const tmp = temporaryFolder(context);
    const { code } = await command("grader", ["grade", "--sandbox", "none", program("never-reads"), "--lab", "tcp-server"], {
      env: { TMPDIR: tmp },
      onStart: async (kill) => {
        await untilPrograms(tmp);
        kill("SIGINT");
        kill("SIGTERM");
      },
    });
    expect([130, 143]).toContain(code);
    await untilNothing(tmp);
    expect(temporaryIn(tmp)).toEqual([]);
  });

  test.for(["none", sandbox[1] ?? "none"])(
    "by SIGKILL takes its processes along, sandbox %s; the next start removes its folders",
    async (mode, context) => {
      const { expect } = context;
      const tmp = temporaryFolder(context);
      const args = ["grade", "--sandbox", mode, program("never-reads"), "--lab", "tcp-server"];
      const { code } = await command("grader", args, {
        env: { TMPDIR: tmp },
        onStart: async (kill) => {
          await untilPrograms(tmp);
          kill("SIGKILL");
        },
      });
      expect(code).toBeNull();
      await untilNothing(tmp);
      expect(temporaryIn(tmp).length).toBeGreaterThan(0);
      await command("grader", ["grade", "--sandbox", "none", program("no-main"), ...listen], { env: { TMPDIR: tmp } });
      expect(temporaryIn(tmp)).toEqual([]);
    },
  );
});

/** Waits until none of a grader's processes is left; there may have been no time to wait for them. */
async function untilNothing(tmp: string): Promise<void> {
  await vi.waitUntil(() => programsOf(tmp).length === 0 && processesWithTmp(tmp).length === 0, { timeout: 60_000, interval: 10 });
}

test("a class of a thousand is graded without having its transcripts in memory", async ({ expect }) => {
  const script = join(import.meta.dirname, "support/grade-a-thousand.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-old-space-size=96", script]);
  expect(stdout.match(/^s\d+ /gm)).toHaveLength(1000);
});
