import { spawnSync } from "node:child_process";
import { inOneSentence, sandboxes, whyNoBwrap, whyNoPython } from "@wirelab/sandbox";

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
  const before = await lacking();
  if (before.bwrap !== undefined || before.python !== undefined) install(["bubblewrap", "python3"]);
  const { sandbox, bwrap, python } = await lacking();
  if (bwrap !== undefined) say(`Programs are not isolated: ${bwrap}.`);
  if (python !== undefined) say(`Programs in Python are left out: ${python}.`);
  return { sandbox, python: python === undefined };
}

/** What keeps this machine from isolating programs, and from running those in Python as isolated as it can. */
async function lacking(): Promise<{ sandbox: Provision["sandbox"]; bwrap: string | undefined; python: string | undefined }> {
  const bwrap = await whyNoBwrap();
  const sandbox = bwrap === undefined ? "bwrap" : "none";
  const python = await whyNoPython(sandboxes[sandbox]);
  return { sandbox, bwrap, python: python && inOneSentence(python).en };
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
