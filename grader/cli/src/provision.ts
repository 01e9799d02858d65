import { spawnSync } from "node:child_process";
import { whyNoBwrap } from "@wirelab/sandbox";
import { whyNoPython } from "@wirelab/runner";

/** What this machine can do, after what it lacked was installed where that is allowed. */
export interface Provision {
  readonly sandbox: "bwrap" | "none";
  /** Whether programs in Python can be run. */
  readonly python: boolean;
}

/**
 * Finds out what this machine offers. As root, where there is apt-get, it installs bubblewrap and Python first if they are missing;
 * what is still missing is said on stderr.
 */
export async function provision(): Promise<Provision> {
  if ((await whyNoBwrap()) !== undefined || (await whyNoPython()) !== undefined) install(["bubblewrap", "python3"]);
  const [noBwrap, noPython] = [await whyNoBwrap(), await whyNoPython()];
  if (noBwrap !== undefined) say(`Programs are not isolated: ${noBwrap}.`);
  if (noPython !== undefined) say(`Programs in Python are left out: ${noPython}.`);
  return { sandbox: noBwrap === undefined ? "bwrap" : "none", python: noPython === undefined };
}

function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).error) return;
  say(`Installing ${packages.join(" and ")} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const { status, stderr } = spawnSync("apt-get", args, { env: environment, encoding: "utf8" });
    if (status !== 0) say(`apt-get ${args[0] ?? ""} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
