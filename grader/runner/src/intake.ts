import { copyFile, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Lab, type Text, text } from "@wirelab/model";
import type { Sandbox } from "@wirelab/sandbox";
import type { Programs } from "@wirelab/checks/job";
import { type Command, findCommand } from "./commands.ts";
import { Refusal } from "./refusal.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A submission's files, in a folder of their own. */
export interface Copied extends AsyncDisposable {
  readonly box: string;
}

/** A submission made ready to run: a copy of its own, and the command that starts each of its programs. */
export type Staged = Programs & AsyncDisposable;

/** Neither source nor needed: what a build leaves behind, and what could change how our own tools behave. */
const leftOut = /^(node_modules|\.git|\.npmrc|\.env.*|\.wirelab|tsconfig.*\.json|vitest\.config\..*)$/;

const limits = { files: 2000, bytes: 64 * 2 ** 20, depth: 16 };

/**
 * Copies a submission into a folder of its own.
 * @throws {Refusal} where it is too big
 */
export async function copySubmission(submission: string): Promise<Copied> {
  const folder = await temporaryFolder();
  try {
    await copyFolder(submission, folder.path, { files: 0, bytes: 0 });
    return { box: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Finds out how to start the programs of a submission that has been copied, and compiles those that need it.
 * @param secret folders of this machine that no program may see
 * @throws {Refusal} where the student must change something before any of them can be started
 */
export async function makeReady({ box }: Copied, lab: Lab, sandbox: Sandbox, secret: readonly string[]): Promise<Programs> {
  const commands: Record<string, Command> = {};
  const missing: Record<string, Text> = {};
  for (const role of lab.programs) {
    try {
      commands[role] = await findCommand(box, role, sandbox, secret);
    } catch (error) {
      if (!(error instanceof Refusal) || (role === lab.programs.at(-1) && Object.keys(commands).length === 0)) throw error;
      missing[role] = error.text;
    }
  }
  return { box, commands, missing };
}

/**
 * Copies a submission and makes it ready to run.
 * @throws {Refusal} where the student must change something before any of its programs can be started
 */
export async function stage(submission: string, lab: Lab, sandbox: Sandbox, secret: readonly string[]): Promise<Staged> {
  const copied = await copySubmission(submission);
  const dispose = (): PromiseLike<void> => copied[Symbol.asyncDispose]();
  try {
    return { ...(await makeReady(copied, lab, sandbox, secret)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Copies regular files and folders; links and devices are passed over. */
async function copyFolder(from: string, to: string, total: { files: number; bytes: number }, depth = 0): Promise<void> {
  for (const name of await readdir(from)) {
    if (leftOut.test(name)) continue;
    const source = join(from, name);
    const target = join(to, name);
    const stats = await lstat(source);
    if (stats.isDirectory() && depth < limits.depth) {
      await mkdir(target);
      await copyFolder(source, target, total, depth + 1);
    } else if (stats.isFile()) {
      total.files += 1;
      total.bytes += stats.size;
      if (total.files > limits.files || total.bytes > limits.bytes) throw tooMuch();
      await copyFile(source, target);
    }
  }
}

function tooMuch(): Refusal {
  const mebi = limits.bytes / 2 ** 20;
  return new Refusal(
    text(
      `The submission is too big: at most ${limits.files} files and ${mebi} MiB.`,
      `提交的内容太大：最多 ${limits.files} 个文件、${mebi} MiB。`,
    ),
  );
}
