import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { canary, examine, inBothRings, whyNoBwrap } from "../src/index.ts";
import { titled, type User, users, workspace } from "./support/machine.ts";

const [here] = users as [User];
const { reason } = here;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "canary-test-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a command in front of the machine's own that does as a broken one would. */
function putInFront(name: string, script: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
}

describe(titled("the canary", here), () => {
  test.skipIf(reason !== undefined)("finds no way out of the sandbox", async () => {
    expect(await canary()).toBeUndefined();
  });

  test("says what to install where bubblewrap is missing", async () => {
    vi.stubEnv("PATH", folder);
    expect((await canary())?.remedy.en).toMatch(/apt-get install bubblewrap/);
  });

  test.for([
    ["bwrap: Unknown option --disable-userns", /older than 0\.8/],
    ["prlimit: not found", /prlimit is not installed: apt-get install util-linux/],
    ["bwrap: setting up uid map: Permission denied", /setting up uid map.*unprivileged user namespaces are needed/],
  ] as const)("says what is the matter where bubblewrap says %s", async ([said, explanation]) => {
    putInFront("bwrap", `echo '${said}' >&2; exit 1`);
    expect(await whyNoBwrap()).toMatch(explanation);
  });

  test("sees through a bubblewrap and an unshare that isolate nothing", async () => {
    // It runs the command after the last `--`, in the folder of the box and with a Node in reach, and that is all.
    const canaryFolder = join(workspace, "grader/sandbox/src/canary");
    putInFront("unshare", 'while [ "$1" != /bin/sh ]; do shift; done; exec "$@"');
    putInFront(
      "bwrap",
      `while [ $# -gt 0 ]; do [ "$1" = node ] && break; shift; done; cd '${canaryFolder}'; PATH='${dirname(process.execPath)}':$PATH; exec "$@"`,
    );
    const problem = (await canary())?.problem;
    for (const attack of ["reads a file outside", "reaches a network", "may make any system call"]) expect(problem?.en).toContain(attack);
    expect(problem?.zh).toContain("恶意程序");
  });
});

describe(titled("an examination", here), () => {
  test("says of everything what there is, and of what is missing what it means and what mends it", async () => {
    vi.stubEnv("PATH", folder);
    const { isolates, findings } = await examine();
    expect(isolates).toBe(false);
    expect(findings.map(({ id }) => id)).toEqual([
      ...["user", "bubblewrap", "user-namespaces", "network-namespaces", "seccomp", "prlimit", "cgroups", "node", "python", "sandbox"],
    ]);
    for (const { id, state, meaning, remedy } of findings.filter((finding) => finding.state === "missing"))
      expect([id, state, meaning?.zh, remedy?.zh]).not.toContain(undefined);
  });

  test.skipIf(reason !== undefined)("is good where the canary finds no way out", async () => {
    const { isolates, findings } = await examine();
    expect(isolates).toBe(true);
    expect(findings.filter(({ state }) => state === "missing")).toEqual([]);
  });
});

test.skipIf(reason !== undefined)(titled("what the grader inherited beyond its three descriptors reaches no program", here), () => {
  const { argv, env, feeds } = inBothRings(["sh", "-c", "ls /proc/self/fd | wc -l"], { kind: "program", box: folder, secret: [workspace] });
  const source = `
    const { closeInheritedDescriptors, run } = await import(${JSON.stringify(join(workspace, "grader/sandbox/src/index.ts"))});
    if (process.argv[2] === "close") closeInheritedDescriptors();
    const { argv, env, feeds } = JSON.parse(process.argv[1]);
    const wrapped = { argv, env, feeds: feeds.map((bytes) => Buffer.from(bytes, "base64")), expendable: true };
    console.log((await run(wrapped, { cwd: "/", timeout: 60_000 })).stdout.trim());`;
  const data = JSON.stringify({ argv, env, feeds: feeds.map((bytes) => Buffer.from(bytes).toString("base64")) });
  const count = (how: string): number => {
    // Node itself takes care of the first sixteen, up to the first that is missing.
    const stdio = ["ignore", "pipe", "inherit", ...Array<"ignore">(27).fill("ignore"), 0] as const;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", source, data, how], { stdio: [...stdio] });
    return Number(stdout.toString());
  };
  // The three, and the one that `ls` reads the folder by.
  expect(count("close")).toBe(4);
  expect(count("leave")).toBeGreaterThan(4);
});
