import { execFile, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root } from "@wirelab/runner";
import { whyNoBwrap } from "@wirelab/sandbox";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { program, temporaryFolder } from "./support/submissions.ts";

const examples = join(root, "examples/ci");
const lacking = await whyNoBwrap();

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly id?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly environment?: string; readonly "timeout-minutes": number; readonly steps: readonly Step[] }>
  >;
}

interface Pipeline {
  readonly grade: { readonly script: readonly string[] };
}

/** @throws where it is not YAML, or says something twice */
function read<T>(file: string): T {
  const document = parseDocument(readFileSync(join(examples, file), "utf8"), { uniqueKeys: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS() as T;
}

function stepsOf(workflow: Workflow): readonly Step[] {
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps);
}

/** What the examples call and a test cannot: root's powers, and a pnpm from the network. */
const standIns = {
  sudo: 'echo "sudo $*"',
  git: 'mkdir course && echo "git $*"',
  // An organisation with two students' repositories of the assignment, one of them without a starter, one empty, and another's.
  gh: `[ -n "$GH_TOKEN" ] || exit 4
case "$*" in
  "repo list uni "*) printf '%s\\n' tcp-server-ann tcp-server-bob tcp-server-empty other-carl ;;
  "api repos/uni/tcp-server-empty/commits/HEAD "*) exit 1 ;;
  "api repos/uni/"*"/commits/HEAD --jq .sha") echo c0ffee ;;
  "api repos/uni/"*"/tarball/c0ffee") name=\${2#repos/uni/}; cat "archives/\${name%%/*}.tar.gz" ;;
  "api --silent --method POST "*) echo "$*" >> posted ;;
  *) exit 9 ;;
esac`,
  npx: `[ "$1 $2" = "-y pnpm@12" ] || exit 9
shift 2
case "$1" in
  install) exit 0 ;;
  grader | lab) name=$1; shift; exec "${process.execPath}" "${root}/grader/cli/src/$name.ts" "$@" ;;
  *) exit 9 ;;
esac`,
};

/** Runs a step as the host does, in a folder that looks like its own. */
async function run(script: string, folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  const bin = join(folder, "stand-ins");
  mkdirSync(bin, { recursive: true });
  for (const [name, body] of Object.entries(standIns)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const PATH = [bin, process.env["PATH"]].join(delimiter);
  const options = {
    cwd: folder,
    env: {
      ...{ PATH, HOME: folder, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, CI_PROJECT_DIR: folder },
      ...{ GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary.md") },
      ...env,
    },
  };
  const { stdout } = await promisify(execFile)("bash", ["-eo", "pipefail", "-c", script], options);
  return stdout;
}

/** The echo stage is failed by it at once; graded in a stage of few checks it costs a second. */
const submission = program("exits-at-once");

describe("GitHub's workflows", () => {
  test.for([
    ["github/grade.yml", {}],
    ["github/practice.yml", {}],
    ["github/classroom-grade.yml", {}],
    ["github/classroom-practice.yml", { actions: "read", checks: "write" }],
  ] as const)("%s asks for no more rights than it needs, keeps no token and ends in time", ([file, rights]) => {
    const workflow = read<Workflow>(file);
    expect(workflow.permissions).toEqual({ contents: "read", ...rights });
    expect(Object.values(workflow.jobs).every((job) => job["timeout-minutes"] <= 60)).toBe(true);
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts) expect(checkout).toMatchObject({ with: { "persist-credentials": false } });
    for (const { run: script } of stepsOf(workflow)) expect(script ?? "").not.toContain("${{");
  });

  test.skipIf(lacking !== undefined)("grade.yml grades a class", async (context) => {
    const folder = temporaryFolder(context);
    cpSync(submission, join(folder, "submissions/ann/tcp-server"), { recursive: true });
    for (const { run: script } of stepsOf(read<Workflow>("github/grade.yml"))) if (script) await run(script, folder, { LAB: "tcp-server" });
    expect(existsSync(join(folder, "grades/tcp-server/ann.json"))).toBe(true);
  });

  test("practice.yml checks a submission", async (context) => {
    const folder = temporaryFolder(context);
    cpSync(submission, join(folder, "submission"), { recursive: true });
    const workflow = read<Workflow>("github/practice.yml");
    const said = [];
    for (const { run: script, "working-directory": within = "." } of stepsOf(workflow))
      if (script) said.push(await run(`cd ${within}\n${script}`, folder, workflow.env ?? {}));
    expect(said.join("\n")).toContain("listen");
  });

  test("classroom-practice.yml hands what came of the visible checks to Classroom's reporter", async (context) => {
    const folder = temporaryFolder(context);
    const file = "github/classroom-practice.yml";
    expect(readFileSync(join(examples, file), "utf8")).not.toContain("secrets.");
    const workflow = read<Workflow>(file);
    const [said = ""] = await Promise.all(
      stepsOf(workflow).flatMap(({ run: script }) => (script === undefined ? [] : [run(script, folder, workflow.env ?? {})])),
    );
    expect(said).toMatch(/^::notice title=wirelab::yours · tcp-server: [\d.]+\/100$/m);
    expect(readFileSync(join(folder, "summary.md"), "utf8")).toMatch(/^## tcp-server/);
    const output = /^result=(\S+)\n$/.exec(readFileSync(join(folder, "output"), "utf8"))?.[1] ?? "";
    expect(JSON.parse(Buffer.from(output, "base64").toString())).toMatchObject({ version: 1, status: "fail", max_score: 100 });
    const reporter = stepsOf(workflow).find(({ uses }) => uses?.startsWith("classroom-resources/autograding-grading-reporter@"));
    expect(stepsOf(workflow).map(({ id }) => id)).toContain("wirelab");
    expect(reporter).toMatchObject({ with: { runners: "wirelab" }, env: { WIRELAB_RESULTS: "${{ steps.wirelab.outputs.result }}" } });
  });

  test("classroom-grade.yml: no student starts it, and what runs students' programs has no secret", () => {
    const workflow = read<Workflow>("github/classroom-grade.yml");
    expect(Object.keys(workflow.on as object)).toEqual(["workflow_dispatch"]);
    expect(Object.values(workflow.jobs).map(({ environment }) => environment)).toEqual(["grading"]);
    expect(JSON.stringify(workflow.env)).not.toContain("secrets.");
    const withSecret = stepsOf(workflow).filter((step) => JSON.stringify(step).includes("secrets."));
    expect(withSecret.length).toBe(2);
    for (const { run: script, env } of withSecret) {
      expect(env).toEqual({ GH_TOKEN: "${{ secrets.CLASSROOM_TOKEN }}" });
      expect(script).not.toMatch(/pnpm|npm|grader|lab check/);
    }
  });

  test.skipIf(lacking !== undefined)(
    "classroom-grade.yml grades the students' repositories of an assignment, and tells the points",
    async (context) => {
      const folder = temporaryFolder(context);
      cpSync(submission, join(folder, "uni-ann-c0ffee/starter/tcp-server"), { recursive: true });
      // Neither the program of another lab nor one that lies deeper is taken.
      cpSync(program("echoes"), join(folder, "uni-bob-c0ffee/work/starter/tcp-server"), { recursive: true });
      mkdirSync(join(folder, "archives"));
      for (const name of ["ann", "bob"])
        expect(spawnSync("tar", ["-czf", `archives/tcp-server-${name}.tar.gz`, `uni-${name}-c0ffee`], { cwd: folder }).status).toBe(0);
      const env = { ORGANISATION: "uni", ASSIGNMENT: "tcp-server", LAB: "tcp-server" };
      for (const { run: script, env: own = {} } of stepsOf(read<Workflow>("github/classroom-grade.yml")))
        if (script) await run(script, folder, { ...env, ...("GH_TOKEN" in own && { GH_TOKEN: "secret" }) });
      expect(readdirSync(join(folder, "grades/tcp-server"))).toEqual(["tcp-server-ann.json", "tcp-server-bob.json"]);
      expect(readFileSync(join(folder, "summary.md"), "utf8")).toMatch(/\| tcp-server-ann \|[^]*\| tcp-server-bob \|/);
      expect(readFileSync(join(folder, "posted"), "utf8").split("\n")).toEqual([
        expect.stringMatching(/repos\/uni\/tcp-server-ann\/statuses\/c0ffee .*context=wirelab\/tcp-server .*description=[\d.]+\/100$/),
        expect.stringMatching(/repos\/uni\/tcp-server-bob\/statuses\/c0ffee .*description=0\/100$/),
        "",
      ]);
    },
  );
});

describe("GitLab's pipeline", () => {
  test.skipIf(lacking !== undefined)("grades a class", async (context) => {
    const folder = temporaryFolder(context);
    cpSync(submission, join(folder, "submissions/ann/tcp-server"), { recursive: true });
    const { script } = read<Pipeline>(".gitlab-ci.yml").grade;
    await run(script.join("\n").replace("cd /wirelab", `cd '${root}'`), folder, { LAB: "tcp-server" });
    expect(readdirSync(join(folder, "grades/tcp-server"))).toEqual(["ann.json"]);
  });
});

describe("the Dockerfile", () => {
  const instructions = readFileSync(join(examples, "Dockerfile"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)?.slice(1) as [string, string]);
  const only = (wanted: string): string[] => instructions.flatMap(([name, rest]) => (name === wanted ? [rest] : []));

  test("has shell commands that parse, and runs the grader as an ordinary user", () => {
    for (const script of only("RUN")) expect(spawnSync("bash", ["-n", "-c", script]).status).toBe(0);
    expect(only("USER")).toEqual(["node"]);
    const entry = JSON.parse(only("ENTRYPOINT")[0] ?? "") as string[];
    for (const path of entry) expect(existsSync(join(root, path)), path).toBe(true);
    const { status, stdout } = spawnSync(process.execPath, [...entry.slice(1), "--help"], { cwd: root, encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("grade [options]") });
  });
});
