import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@wirelab/runner";
import { environment, pnpm } from "./pnpm.ts";

const run = promisify(execFile);

/**
 * Lets pnpm take out of a release's lock file what its packages do not need. Nothing is downloaded: all that is needed was there.
 * @throws {UserError} where pnpm can't, or leaves an address in it
 */
export async function pruneLockFile(folder: string, signal: AbortSignal): Promise<void> {
  const [command, ...args] = pnpm("install", "--lockfile-only", "--offline", "--no-frozen-lockfile");
  try {
    await run(command, args, { cwd: folder, env: environment(), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
    const reason = [stderr, stdout].find((text) => text?.trim()) ?? message;
    throw new UserError(`pnpm can't make the lock file of the release: ${reason.trim().split("\n").at(-1) ?? ""}`);
  }
  const address = /^.*(?:\w+:\/\/|tarball:).*$/m.exec(await readFile(join(folder, "pnpm-lock.yaml"), "utf8"));
  if (address) throw new UserError(`pnpm-lock.yaml holds a download address, which not everybody can reach: ${address[0].trim()}`);
}
