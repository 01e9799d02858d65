import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { foldersOf, labIds, root } from "@wirelab/runner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeRelease } from "../src/index.ts";
import { environment, pnpm } from "../src/make/pnpm.ts";
import { copyWorkspace, temporaryFolder } from "../test/support/folders.ts";

const folder = temporaryFolder((dispose) => afterAll(dispose));
const copy = join(folder, "我的 课程", "wire lab");

/** Runs pnpm in the student's copy, and tells how long it took. */
function run(...args: readonly string[]): { status: number | null; output: string } {
  const [command, ...rest] = pnpm(...args);
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(command, rest, { cwd: copy, env: { ...environment(), LANG: "C.UTF-8" }, encoding: "utf8" });
  console.log(`pnpm ${args[0]} ${args[1] ?? ""}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return { status, output: stdout + stderr };
}

beforeAll(async () => {
  const workspace = copyWorkspace(join(folder, "workspace"));
  await makeRelease({ root: workspace, out: copy, solutions: [], signal: new AbortController().signal });
});

describe("a student's copy, in a folder with blanks and Chinese characters", () => {
  test("installs as it is locked, and says nothing to worry about", () => {
    const { status, output } = run("install", "--frozen-lockfile", "--prefer-offline");
    expect(status, output).toBe(0);
    // Where it is npx that starts pnpm, npm may have something to say about the settings of this machine.
    const said = output.split("\n").filter((line) => !line.startsWith("npm warn "));
    expect(said.filter((line) => /warn|deprecated|error/i.test(line))).toEqual([]);
    expect(readdirSync(copy)).toContain("node_modules");
  });

  test("passes its own test command", () => {
    const { status, output } = run("test");
    expect(status, output).toBe(0);
    for (const lab of labIds()) expect(output).toMatch(new RegExp(`^✓ ${lab}: starts; `, "m"));
    expect(output).toContain("All labs can be worked on here.");
  });

  test("checks a starter up to the first stage that fails, in Chinese", () => {
    const { status, output } = run("lab", "check", "tcp-server", "--lang", "zh");
    expect(status, output).toBe(0);
    expect(output).toMatch(/✓ +1 listen[^]*✗ +2 echo[^]*后面的阶段要等这一阶段通过/);
  });

  test.for(labIds())("finds the reference of %s right", (lab) => {
    const { status, output } = run("lab", "check", lab, "--dir", foldersOf(lab).solution);
    expect(status, output).toBe(0);
    expect(output, root).toContain("All stages that you can check here pass.");
  });
});
