import { randomUUID } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lab } from "@wirelab/model";
import { pruneLockFile } from "../make/lock-file.ts";
import { Workspace } from "../make/workspace.ts";
import { filesIn, writeAll } from "../make/write-all.ts";
import { contentsOf } from "./contents.ts";
import { gradescopeFiles, type GradescopeOptions, scripts } from "./gradescope.ts";
import { zip } from "./zip.ts";

export interface PackageOptions extends GradescopeOptions {
  /** The instructor's workspace. */
  readonly root: string;
  readonly lab: Lab;
  /** Where the zip file is written. */
  readonly out: string;
  readonly signal: AbortSignal;
}

export interface Package {
  readonly files: readonly string[];
  /** How many files of the workspace differ from what was committed, or are unknown to git. */
  readonly uncommitted: number;
}

/** Writes the autograder of one lab for Gradescope, as a whole or not at all. */
export async function packageGradescope({ root, lab, out, signal, ...options }: PackageOptions): Promise<Package> {
  const workspace = new Workspace(root);
  const contents = new Map([...contentsOf(workspace, lab), ...gradescopeFiles(workspace, lab, options)]);
  const draft = await mkdtemp(join(tmpdir(), "wirelab-package-"));
  const part = `${out}.${randomUUID()}.part`;
  try {
    await writeAll(workspace, contents, draft);
    await pruneLockFile(draft, signal);
    const files = (await filesIn(draft)).toSorted();
    await writeFile(part, await zip(draft, files, scripts));
    signal.throwIfAborted();
    await rename(part, out);
    return { files, uncommitted: workspace.uncommitted };
  } finally {
    await rm(part, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}
