import { cleanEnvironment, defined, findCommand } from "./environment.ts";
import { programLimits } from "./limits.ts";
import type { ProgramPolicy, RunPolicy, Sandbox, Wrapped } from "./policy.ts";
import { environmentInside, rootFor } from "./root.ts";
import { seccompFilter } from "./seccomp/filter.ts";
import { findInside } from "./shown.ts";

/** Isolation by bubblewrap, in two rings: one around a run, one more around each program in it. */
export const bwrap: Sandbox = {
  mode: "bwrap",
  // One that waits for the program's end, and the first process of its own namespace.
  wrappers: 2,
  wrap: (argv, policy) => (policy.kind === "run" ? aroundRun(argv, policy) : aroundProgram(argv, policy)),
  find: findInside,
};

/** The grading process is ours: it needs protection from what leaves the machine and from what it leaves behind, not from itself. */
function aroundRun(argv: readonly string[], { writable = [], scratch, env }: RunPolicy): Wrapped {
  const options = [
    ...["--unshare-user", "--uid", "1000", "--gid", "1000"],
    ...["--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent"],
    ...["--ro-bind", "/", "/", "--dev-bind", "/dev", "/dev", ...writable.flatMap((path) => ["--bind", path, path])],
    ...(scratch === undefined ? [] : ["--size", String(scratch.bytes), "--tmpfs", scratch.path]),
    ...["--proc", "/proc"],
  ];
  return { argv: [...withOwnTables(), tool("bwrap"), ...options, "--", ...argv], env: cleanEnvironment(env), feeds: [], expendable: false };
}

/**
 * The checks read the kernel's tables of sockets all the time. A network namespace shares them with the whole machine, which has half a
 * million rows to walk, unless the namespace that it is made in asks for tables of its own. Where the kernel knows no such setting (Linux
 * before 6.1 for TCP, 6.3 for UDP) or lets nobody set it, reading takes longer, and that is all.
 */
function withOwnTables(): string[] {
  const set = 'for table in tcp_child_ehash udp_child_hash; do echo 1024 >"/proc/sys/net/ipv4/${table}_entries"; done 2>/dev/null';
  return [tool("unshare"), "--user", "--map-root-user", "--net", "/bin/sh", "-c", `${set}; exec "$@"`, "sh"];
}

function aroundProgram(argv: readonly string[], policy: ProgramPolicy): Wrapped {
  const options = [
    ...["--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"],
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup", "--hostname", "sandbox"],
    ...(policy.offline ? ["--unshare-net"] : []),
    ...["--die-with-parent", "--new-session", "--seccomp", "4"],
    ...rootFor(policy),
  ];
  return {
    argv: [tool("bwrap"), "--args", "3", "--", ...prlimit, ...argv],
    env: defined({ ...environmentInside, ...policy.env }),
    feeds: [Buffer.from(options.join("\0")), seccompFilter()],
    expendable: true,
  };
}

/** A program's policy inside a run's, as programs are run when they are graded. */
export function inBothRings(argv: readonly string[], policy: ProgramPolicy): Wrapped {
  const inner = bwrap.wrap(argv, policy);
  // It is the inner one that waits for what it is fed; by then, the outer one has started it.
  return { ...inner, argv: bwrap.wrap(inner.argv, { kind: "run", writable: policy.writable ?? [] }).argv, expendable: false };
}

/** By its path: the environment of what it starts need not lead to it. Where it is missing, starting it fails as it must. */
function tool(name: string): string {
  return findCommand(name) ?? `/nonexistent/${name}`;
}

const prlimit: readonly string[] = [
  "prlimit",
  `--nproc=${programLimits.processes}`,
  `--fsize=${programLimits.fileBytes}`,
  `--data=${programLimits.dataBytes}`,
  `--nofile=${programLimits.openFiles}`,
  `--cpu=${programLimits.cpuSeconds}`,
  ...["--core=0", "--msgqueue=0", "--memlock=65536", "--"],
];
