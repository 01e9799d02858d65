import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { limits, type Policy, type ProgramPolicy, type Sandbox } from "./policy.ts";

/** Isolation by bubblewrap, in two rings: one around a run, one more around each program in it. */
export const bwrap: Sandbox = {
  mode: "bwrap",
  wrap: (argv, policy) => ["bwrap", ...options(policy), "--", ...(policy.kind === "program" ? prlimit : []), ...argv],
};

function options(policy: Policy): string[] {
  return policy.kind === "run" ? aroundRun : [...aroundProgram, ...files(policy), ...surroundings];
}

/** Names are the same on every machine: `localhost` stands for an address of either family, and nothing else has a name. */
const names = ["hosts", "host.conf"].flatMap((name) => ["--ro-bind", join(import.meta.dirname, "etc", name), join("/etc", name)]);

const aroundRun: string[] = [
  ...["--unshare-user", "--uid", "1000", "--gid", "1000"],
  ...["--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent"],
  ...["--dev-bind", "/", "/", "--proc", "/proc"],
];

const aroundProgram: string[] = [
  ...["--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"],
  ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup", "--hostname", "sandbox"],
  ...["--die-with-parent", "--new-session"],
];

/** The root that a program sees: the system's programs and libraries, Node, a little of /etc, and its own folder. */
function files({ box, readable = [], writable = [], secret }: ProgramPolicy): string[] {
  return [
    ...["--ro-bind", "/usr", "/usr", ...["/bin", "/lib", "/lib64", "/sbin"].flatMap(systemFolder)],
    ...["nsswitch.conf", "passwd", "group", "ld.so.cache", "localtime"].flatMap((name) => [
      "--ro-bind-try",
      join("/etc", name),
      join("/etc", name),
    ]),
    ...names,
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(limits.sharedMemoryBytes), "--tmpfs", "/dev/shm"],
    ...["--size", String(limits.tmpBytes), "--tmpfs", "/tmp"],
    ...secret.filter((path) => !relative("/usr", path).startsWith("..")).flatMap((path) => ["--tmpfs", path]),
    ...["--ro-bind", process.execPath, nodeInside],
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...writable.filter((path) => path !== box).flatMap((path) => ["--bind", path, path]),
    ...[writable.includes(box) ? "--bind" : "--ro-bind", box, "/box", "--chdir", "/box"],
    ...["--remount-ro", "/dev", "--remount-ro", "/"],
  ];
}

/** Debian's /bin is a link to usr/bin; elsewhere it is a folder of its own. */
function systemFolder(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path];
}

const nodeInside = "/opt/node/bin/node";

const surroundings: string[] = [
  ...["--setenv", "PATH", [dirname(nodeInside), "/usr/local/bin", "/usr/bin", "/bin"].join(":")],
  ...["--setenv", "HOME", "/tmp", "--setenv", "TMPDIR", "/tmp"],
];

const prlimit: string[] = [
  "prlimit",
  `--nproc=${limits.processes}`,
  `--fsize=${limits.fileBytes}`,
  `--data=${limits.dataBytes}`,
  `--nofile=${limits.openFiles}`,
  `--cpu=${limits.cpuSeconds}`,
  ...["--core=0", "--msgqueue=0", "--memlock=65536", "--"],
];
