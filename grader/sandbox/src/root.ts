import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { settings } from "./environment.ts";
import { programLimits } from "./limits.ts";
import type { ProgramPolicy } from "./policy.ts";

/**
 * What of the system a program needs: interpreters and their libraries. No sources, no headers, nothing that an administrator has put beside
 * them. Few entries, as each is a mount at every start.
 */
const system = ["bin", "lib", "lib64", "share", "local/bin", "local/lib"].map((name) => join("/usr", name));

/** Of the machine's /etc: where libraries are, which of several programs is meant, and what Debian's Java does not start without. */
function configuration(): string[] {
  return ["ld.so.cache", "alternatives", ...readdirSync("/etc").filter((name) => /^java-\d+-openjdk$/.test(name))];
}

/** All that a program sees of the system's files, but for single ones. */
export const shownOfSystem: readonly string[] = [...system, "/bin", "/lib", "/lib64", "/etc/alternatives"];

/**
 * The rest of /etc is the same on every machine: `localhost` stands for an address of either family, nothing else has a name, the only
 * users are the ones that a program can meet, and C finds the protocols and services that it asks for by name.
 */
const ownConfiguration = ["hosts", "host.conf", "nsswitch.conf", "passwd", "group", "protocols", "services"];
const configurationInside = "/opt/etc";

export const nodeInside = "/opt/node/bin/node";

/** The variables that a program finds, whatever machine it is on. */
export const environmentInside: Readonly<Record<string, string>> = {
  PATH: [dirname(nodeInside), "/usr/local/bin", "/usr/bin", "/bin"].join(":"),
  HOME: "/tmp",
  TMPDIR: "/tmp",
  ...settings,
};

/** Options of bubblewrap for the root that a program sees: an allowlist, all of it read-only but what it is given to write into. */
export function rootFor({ box, readable = [], writable = [], secret }: ProgramPolicy): string[] {
  return [
    ...system.flatMap((path) => ["--ro-bind-try", path, path]),
    ...["/bin", "/lib", "/lib64"].flatMap(systemFolder),
    ...configuration().flatMap((name) => ["--ro-bind-try", join("/etc", name), join("/etc", name)]),
    ...["--ro-bind", join(import.meta.dirname, "etc"), configurationInside],
    ...ownConfiguration.flatMap((name) => ["--symlink", join(configurationInside, name), join("/etc", name)]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(programLimits.sharedMemoryBytes), "--tmpfs", "/dev/shm"],
    ...["--size", String(programLimits.tmpBytes), "--tmpfs", "/tmp"],
    ...secret.filter((path) => system.some((shown) => !relative(shown, path).startsWith(".."))).flatMap((path) => ["--tmpfs", path]),
    ...["--ro-bind", process.execPath, nodeInside],
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...writable.filter((path) => path !== box).flatMap((path) => ["--bind", path, path]),
    ...[writable.includes(box) ? "--bind" : "--ro-bind", box, "/box", "--chdir", "/box"],
    // Even without privileges, whoever is the machine's root outside may set up the machine through /proc/sys.
    ...["--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/"],
  ];
}

/** Debian's /bin is a link to usr/bin; elsewhere it is a folder of its own. */
function systemFolder(path: string): string[] {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? ["--symlink", readlinkSync(path), path] : ["--ro-bind-try", path, path];
}
