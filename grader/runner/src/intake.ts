import type { Lab, RefusedPart, Text } from "@wirelab/model";
import type { Sandbox } from "@wirelab/sandbox";
import type { Programs } from "@wirelab/checks/job";
import { type Command, findCommand } from "./commands.ts";
import { takeIn } from "./intake/take-in.ts";
import { Refusal } from "./refusal.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A submission's files, in a folder of their own. */
export interface Copied extends AsyncDisposable {
  readonly box: string;
  /** What of it was not taken in. */
  readonly refused: readonly RefusedPart[];
}

/** A submission made ready to run: a copy of its own, and the command that starts each of its programs. */
export type Staged = Programs & AsyncDisposable;

/**
 * Copies a submission into a folder of its own.
 * @param submission a folder, a .zip or a .tar.gz
 * @param onRefused told of each part that was not taken in, whether the rest was or not
 * @throws {Refusal} where nothing of it can be taken in
 */
export async function copySubmission(submission: string, onRefused: (part: RefusedPart) => void = () => {}): Promise<Copied> {
  const folder = await temporaryFolder();
  const refused: RefusedPart[] = [];
  try {
    const box = await takeIn(submission, folder.path, (part) => {
      refused.push(part);
      onRefused(part);
    });
    return { box, refused, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
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
