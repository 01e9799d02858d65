import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@wirelab/runner";
import { whyNoBwrap } from "@wirelab/sandbox";
import type { TestContext } from "vitest";

/** A program of the runner's tests, as a submission. */
export function program(name: string): string {
  return join(root, "grader/runner/test/programs", name);
}

export function copyProgram(name: string, to: string): void {
  cpSync(program(name), to, { recursive: true });
}

/** A folder that is there for one test: the one whose hook is given, as others run at the same time. */
export function temporaryFolder({ onTestFinished }: Pick<TestContext, "onTestFinished">): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wirelab-cli-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Isolated where that can be had: gradings that go on at the same time have networks of their own then. */
export const sandbox = ["--sandbox", (await whyNoBwrap()) === undefined ? "bwrap" : "none"];
