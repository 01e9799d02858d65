import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { root } from "@wirelab/runner";

/** A folder that is gone when the test, or the file of tests, is over. */
export function temporaryFolder(onEnd: (dispose: () => void) => void): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wirelab-release-")));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of this workspace, with all that is in it committed to a git of its own. */
export function copyWorkspace(to: string): string {
  const leftOut = new Set(["node_modules", ".git", ".wirelab", ".turbo", "coverage"]);
  cpSync(root, to, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
  git(to, "init", "--quiet");
  commitAll(to);
  return to;
}

export function commitAll(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "as it is");
}

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", folder, "-c", "core.autocrlf=false", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The files below a folder, by their paths in it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** What is in a folder, but for what updates keep there for themselves. */
export function contentOf(folder: string): Record<string, string> {
  const files = existsSync(folder) ? filesIn(folder) : [];
  return Object.fromEntries(
    files.filter((file) => !file.startsWith(".wirelab/")).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
}
