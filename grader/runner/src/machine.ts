import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Text, text } from "@wirelab/model";
import { canary, inOneSentence, type Sandbox } from "@wirelab/sandbox";
import { temporaryFolder } from "./temporary-folder.ts";

/** Finds out whether this machine is in order, when something went wrong: what it says is in the way; undefined where nothing is. */
export type Canary = () => Promise<Text | undefined>;

/** The machine cannot go on, whichever submission it is about. */
export class MachineTrouble extends Error {
  override readonly name = "MachineTrouble";
  readonly reason: Text;

  constructor(reason: Text, options?: ErrorOptions) {
    super(reason.en, options);
    this.reason = reason;
  }
}

/** Asks of the machine the least that each grading asks of it: to isolate a hostile program, or else to start one; and room for files. */
export function canaryOf(sandbox: Sandbox["mode"]): Canary {
  return async () => {
    try {
      await writeAndRead();
      const obstacle = sandbox === "bwrap" ? await canary() : undefined;
      if (obstacle) return inOneSentence(obstacle);
      await promisify(execFile)(process.execPath, ["--version"]);
      return undefined;
    } catch (error) {
      const { message } = error as Error;
      return text(message, message);
    }
  };
}

/** As much as a small submission. */
const sample = Buffer.alloc(2 ** 20, "canary");

async function writeAndRead(): Promise<void> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "canary");
  await writeFile(path, sample, { flush: true });
  if (!(await readFile(path)).equals(sample)) throw new Error(`what is written to ${path} cannot be read again`);
}
