import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, whyNoBwrap } from "@wirelab/sandbox";
import { temporaryFolder } from "./temporary-folder.ts";

/** Finds out whether this machine is in order, when something went wrong: what it says is in the way; undefined where nothing is. */
export type Canary = () => Promise<string | undefined>;

/** The machine cannot go on, whichever submission it is about. */
export class MachineTrouble extends Error {
  override readonly name = "MachineTrouble";
}

/** Asks of the machine the least that each grading asks of it: to isolate a program, or else to start one; and room for files. */
export function canaryOf(sandbox: Sandbox["mode"]): Canary {
  return async () => {
    try {
      await writeAndRead();
      if (sandbox === "bwrap") return await whyNoBwrap();
      await promisify(execFile)(process.execPath, ["--version"]);
      return undefined;
    } catch (error) {
      return (error as Error).message;
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
