import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { foldersOf, loadLab, root } from "@wirelab/runner";
import { whyNoBwrap } from "@wirelab/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { packageGradescope } from "../src/index.ts";
import { environment } from "../src/make/pnpm.ts";
import { hashOf } from "../src/manifest.ts";
import { copyWorkspace, temporaryFolder, write } from "../test/support/folders.ts";
import { unzip } from "../test/support/unzip.ts";
import { type Results, resultsIn } from "./support/gradescope-results.ts";

const lacking = await whyNoBwrap();
const folder = temporaryFolder((dispose) => afterAll(dispose));
/** What is `/autograder` on Gradescope. */
const autograder = join(folder, "我的 课程", "auto grader");
const [source, submission, results] = ["source", "submission", "results"].map((name) => join(autograder, name)) as [string, string, string];
const lab = await loadLab("tcp-server");

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
}

/** Runs a script as Gradescope does, but for `AUTOGRADER_ROOT`, and for commands that something else stands in for. */
function run(script: string, standIns: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Outcome {
  const bin = join(folder, "stand-ins");
  rmSync(bin, { recursive: true, force: true });
  write(bin, Object.fromEntries(Object.entries(standIns).map(([name, body]) => [name, `#!/bin/sh\n${body}\n`])));
  for (const name of Object.keys(standIns)) chmodSync(join(bin, name), 0o755);
  const PATH = [bin, process.env["PATH"]].join(delimiter);
  const options = {
    cwd: autograder,
    env: { ...environment(), LANG: "C.UTF-8", TIMEOUT_SECONDS: "1200", ...env, PATH, AUTOGRADER_ROOT: autograder },
    encoding: "utf8",
  } as const;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", 'exec "$0" 2>&1', script], options);
  return { status, stdout: stdout + stderr };
}

function set(setting: string, value: string): void {
  const path = join(source, "settings");
  writeFileSync(path, readFileSync(path, "utf8").replace(new RegExp(`^${setting}=.*$`, "m"), `${setting}=${value}`));
}

/** Hands something in, and has it graded. */
function grade(
  files: Readonly<Record<string, string>> | string,
  standIns?: Readonly<Record<string, string>>,
  env?: Readonly<Record<string, string>>,
): Outcome & { readonly results: Results } {
  if (typeof files === "string") cpSync(files, submission, { recursive: true });
  else write(submission, files);
  const outcome = run(join(autograder, "run_autograder"), standIns, env);
  return { ...outcome, results: resultsIn(results) };
}

/** What stands for a result where there is no grade. */
const notGraded = (code: number): object => ({
  output: expect.stringContaining(`exit code ${code}.`),
  output_format: "text",
  visibility: "visible",
  stdout_visibility: "hidden",
  tests: [{ name: "Not graded: the autograder's fault", visibility: "visible" }],
  extra_data: { lab: "tcp-server", exit_code: code },
});

const sum = (points: readonly (number | undefined)[]): number =>
  points.reduce<number>((all, own) => all + Math.round((own ?? 0) * 100), 0) / 100;

beforeAll(async () => {
  // Who grades is not who made the folder.
  chmodSync(folder, 0o755);
  const workspace = copyWorkspace(join(folder, "workspace"));
  const out = join(folder, "autograder.zip");
  const { signal } = new AbortController();
  await packageGradescope({ root: workspace, lab, out, sandbox: "bwrap", language: "en", signal });
  await unzip(out, source);
  cpSync(join(source, "run_autograder"), join(autograder, "run_autograder"));
});

beforeEach(() => {
  // The harness makes both anew for each submission.
  for (const path of [submission, results]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
  }
});

describe("setup.sh", () => {
  const apt = { "apt-get": 'echo "apt-get $*"' };

  test("asks the system for what grading needs, and installs the grader as it is locked", () => {
    const { status, stdout } = run(join(source, "setup.sh"), { ...apt, curl: "exit 1" });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/^apt-get update\napt-get install .*\bbubblewrap .*\bpython3$/m);
    expect(existsSync(join(source, "node_modules/.bin/node"))).toBe(true);
  });

  describe("where the system's Node is too old", () => {
    const version = `v${/^nodeVersion: (.*)$/m.exec(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"))?.[1]}`;
    const machine = process.arch === "arm64" ? "arm64" : "x64";
    /** What nodejs.org has: here, an archive with scripts that start this Node and its npx. */
    const site = join(folder, "nodejs.org");
    const curl = `while [ $# -gt 0 ]; do
  case $1 in
    --output-dir) dir=$2; shift ;;
    --remote-name) echo "curl $2"; cp "${site}/\${2##*/}" "$dir/" || exit 22; shift ;;
  esac
  shift
done`;
    const standIns = { ...apt, node: 'echo "an old Node" >&2; exit 1', npx: "exit 127", curl };

    beforeAll(() => {
      const name = `node-${version}-linux-${machine}`;
      const npx = spawnSync("sh", ["-c", "command -v npx"], { encoding: "utf8" }).stdout.trim();
      write(join(site, name, "bin"), {
        node: `#!/bin/sh\nexec "${process.execPath}" "$@"\n`,
        npx: `#!/bin/sh\necho "npx of the archive"; exec "${npx}" "$@"\n`,
      });
      for (const command of ["node", "npx"]) chmodSync(join(site, name, "bin", command), 0o755);
      expect(spawnSync("tar", ["-czf", `${name}.tar.gz`, name], { cwd: site }).status).toBe(0);
      const sums = `${hashOf(join(site, `${name}.tar.gz`))}  ${name}.tar.gz\n`;
      write(site, { "SHASUMS256.txt": `${"0".repeat(64)}  node-${version}.pkg\n${sums}` });
    });

    test("borrows the npm of nodejs.org's archive", () => {
      const { status, stdout } = run(join(source, "setup.sh"), standIns);
      expect(status, stdout).toBe(0);
      expect(stdout).toContain(`curl https://nodejs.org/dist/${version}/node-${version}-linux-${machine}.tar.gz\n`);
      expect(stdout).toContain("npx of the archive");
    });

    test("takes no archive whose checksum is wrong", () => {
      write(site, { "SHASUMS256.txt": `${"0".repeat(64)}  node-${version}-linux-${machine}.tar.gz\n` });
      const { status, stdout } = run(join(source, "setup.sh"), standIns);
      expect(status, stdout).not.toBe(0);
      expect(stdout).not.toContain("npx of the archive");
    });
  });
});

describe.skipIf(lacking !== undefined)("run_autograder, isolated", () => {
  test("gives all points to the reference, and tells students nothing on stdout", () => {
    const { status, stdout, results: found } = grade(foldersOf("tcp-server").solution);
    expect({ status, score: found.score }, stdout).toEqual({ status: 0, score: 100 });
    expect(found.extra_data).toMatchObject({ lab: "tcp-server", possible: 100, sandbox: "bwrap" });
    expect(sum(found.tests.map((own) => own.max_score))).toBe(100);
    expect(sum(found.tests.map((own) => own.score))).toBe(100);
    expect(found.tests.every((own) => own.status === "passed")).toBe(true);
    expect(found.stdout_visibility).toBe("hidden");
    const said = stdout.split("\n").filter((line) => line !== "" && !line.endsWith("More: pnpm grader doctor"));
    expect(said).toEqual(["Isolated, or not graded (--sandbox bwrap)."]);
  });

  test("gives what it earned to one with mistakes, handed in within the whole students' edition", () => {
    const program = readFileSync(join(root, "examples/class/chen-wei/tcp-server/src/main.ts"), "utf8");
    const { status, stdout, results: found } = grade({ "README.md": "# wirelab\n", "starter/tcp-server/src/main.ts": program });
    expect(status, stdout).toBe(0);
    expect(found.score).toBeGreaterThan(50);
    expect(found.score).toBeLessThan(90);
    expect(sum(found.tests.map((own) => own.score))).toBe(found.score);
    expect(sum(found.tests.map((own) => own.max_score))).toBe(100);
    const hidden = found.tests.filter(({ name, status: outcome }) => name.endsWith("(hidden)") && outcome === "failed");
    expect(hidden.length).toBeGreaterThan(0);
    for (const { output } of hidden) expect(output).toMatch(/^(?:A hidden check failed\.[^\n]*\nhint: [^\n]*|skipped: [^\n]*)$/);
  });

  test("gives 0 to one that does not compile, and says why; results.json of its own counts for nothing", () => {
    const planted = JSON.stringify({ score: 100, tests: [] });
    const {
      status,
      stdout,
      results: found,
    } = grade({ "src/main.ts": "const = ;\n", "results.json": planted, "results/results.json": planted });
    expect({ status, score: found.score }, stdout).toEqual({ status: 0, score: 0 });
    expect(found.tests[0]?.output).toContain("does not compile");
    expect(sum(found.tests.map((own) => own.max_score))).toBe(100);
  });

  test("gives 0 to an empty folder", () => {
    const { status, stdout, results: found } = grade({});
    expect({ status, score: found.score }, stdout).toEqual({ status: 0, score: 0 });
    expect(found.tests[0]?.output).not.toBe("");
  });
});

describe("run_autograder, where it cannot isolate", () => {
  const noBwrap = { bwrap: "exit 1" };

  test("grades nothing, says what would, and whose fault it is", () => {
    const { status, stdout, results: found } = grade(foldersOf("tcp-server").solution, noBwrap);
    expect({ status, found }).toEqual({ status: 2, found: notGraded(2) });
    expect(stdout).toContain("NOT GRADED, exit code 2");
    expect(stdout).toContain("grader package gradescope --lab tcp-server --sandbox auto");
  });

  test("grades as it was told to, and says it; where it may give up root, programs cannot write results", () => {
    set("sandbox", "auto");
    try {
      const paths = ["results.json", "part", "forged"].map((name) => join(results, name));
      const forge = `import { writeFileSync } from "node:fs";
for (const path of ${JSON.stringify(paths)}) try { writeFileSync(path, '{"score":100,"tests":[]}'); } catch {}
process.exit(1);\n`;
      const { status, stdout, results: found } = grade({ "src/main.ts": forge }, noBwrap);
      expect({ status, score: found.score }, stdout).toEqual({ status: 0, score: 0 });
      expect(found.extra_data).toMatchObject({ sandbox: "none" });
      expect(stdout).toMatch(/^NOT ISOLATED/);
      if (process.getuid?.() === 0) expect(readdirSync(results)).toEqual(["results.json"]);
      expect(JSON.stringify(found)).not.toMatch(/isolated/i);
    } finally {
      set("sandbox", "bwrap");
    }
  });
});

describe("run_autograder, where the grader itself fails", () => {
  test.for([
    { what: "it is killed", standIns: { tar: "kill -KILL $PPID" }, env: {}, status: null, code: 137 },
    { what: "it takes too long", standIns: {}, env: { TIMEOUT_SECONDS: "31" }, status: 124, code: 124 },
    { what: "the submission cannot be packed", standIns: { tar: "exit 2" }, env: {}, status: 1, code: 1 },
  ])("as $what", ({ standIns, env, status, code }) => {
    const outcome = grade(foldersOf("tcp-server").solution, standIns, env);
    expect({ status: outcome.status, found: outcome.results }, outcome.stdout).toEqual({ status, found: notGraded(code) });
  });

  test("as it is not installed", () => {
    renameSync(join(source, "node_modules"), join(source, "elsewhere"));
    try {
      const { status, stdout, results: found } = grade(foldersOf("tcp-server").solution);
      expect({ status, found }).toEqual({ status: 127, found: notGraded(127) });
      expect(stdout).toContain("NOT GRADED, exit code 127");
    } finally {
      renameSync(join(source, "elsewhere"), join(source, "node_modules"));
    }
  });
});
