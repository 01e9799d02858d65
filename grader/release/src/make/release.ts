import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "@wirelab/runner";
import { findLeak } from "../leaks/find-leak.ts";
import { type Secret, secretsOf } from "../leaks/secrets.ts";
import { hashOf, manifestName, manifestText } from "../manifest.ts";
import { contentsOf } from "./contents.ts";
import { pruneLockFile } from "./lock-file.ts";
import { Workspace } from "./workspace.ts";
import { filesIn, writeAll } from "./write-all.ts";

export interface ReleaseOptions {
  /** The instructor's workspace. */
  readonly root: string;
  /** Where the release is written: a folder that is empty, or not there yet. */
  readonly out: string;
  /** The labs whose reference is handed out. */
  readonly solutions: readonly string[];
  readonly signal: AbortSignal;
}

export interface Release {
  readonly files: readonly string[];
  /** How many files of the workspace differ from what was committed, or are unknown to git. */
  readonly uncommitted: number;
}

/**
 * Writes the students' edition of a workspace. It appears as a whole, or not at all.
 * @throws {UserError} where it would give away what students must not have, or the folder is not empty
 */
export async function makeRelease({ root, out, solutions, signal }: ReleaseOptions): Promise<Release> {
  await assertEmpty(out);
  const workspace = new Workspace(root);
  const contents = await contentsOf(workspace, solutions);
  const secrets = await secretsOf(workspace, solutions);

  const draft = join(dirname(out), `.${basename(out)}-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    await writeAll(workspace, contents, draft);
    assertTight(draft, [...contents.keys()], secrets);
    await pruneLockFile(draft, signal);
    const files = (await filesIn(draft)).toSorted();
    assertTight(draft, files, secrets);
    const hashes = Object.fromEntries(files.map((file) => [file, hashOf(join(draft, file)) ?? ""]));
    await writeFile(join(draft, manifestName), manifestText({ version: 1, made: workspace.committed, files: hashes }));
    signal.throwIfAborted();
    await rm(out, { recursive: true, force: true });
    await rename(draft, out);
    return { files: [...files, manifestName].toSorted(), uncommitted: workspace.uncommitted };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function assertEmpty(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length > 0) throw new UserError(`${folder} is not empty: a release is written into a folder of its own.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") throw new UserError(`${folder} is a file: a release is written into a folder of its own.`);
    if (code !== "ENOENT") throw error;
  }
}

/** @throws {UserError} where a file gives something away */
function assertTight(folder: string, files: readonly string[], secrets: readonly Secret[]): void {
  const leak = findLeak(folder, files, secrets);
  if (leak) throw new UserError(`Nothing was released: ${leak.file} holds what only ${leak.secret} may hold: ${leak.line}`);
}
