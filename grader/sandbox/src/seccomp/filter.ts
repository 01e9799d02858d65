import {
  allow,
  assemble,
  type Block,
  hasAnyBit,
  hasArgument,
  hasMasked,
  isArchitecture,
  isCall,
  isCallFrom,
  killProcess,
  refuse,
  unless,
  when,
} from "./bpf.ts";
import { type Architecture, auditNames, callNumbers, firstOfX32 } from "./calls.ts";

const errno = { EPERM: 1, ENOSYS: 38, EPROTONOSUPPORT: 93, ESOCKTNOSUPPORT: 94, EAFNOSUPPORT: 97 } as const;

/** What no network program needs, and what has been the way out of sandboxes. */
const forbidden: readonly string[] = [
  // namespaces, in which a program would be its own administrator
  ...["unshare", "setns"],
  // the file system's shape, and files by number instead of by path
  ...["mount", "umount2", "pivot_root", "chroot", "swapon", "swapoff", "quotactl", "quotactl_fd", "open_tree", "open_tree_attr"],
  ...["move_mount", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "statmount", "listmount"],
  ...["name_to_handle_at", "open_by_handle_at", "fanotify_init", "fanotify_mark"],
  // other processes' memory and files
  ...["ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd"],
  // the kernel's key rings, which no namespace parts
  ...["add_key", "request_key", "keyctl"],
  // large parts of the kernel that are seldom needed and often broken
  ...["bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "memfd_secret", "lookup_dcookie"],
  ...["nfsservctl", "uselib", "modify_ldt"],
  // the machine itself
  ...["init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "sethostname", "setdomainname"],
  ...["settimeofday", "clock_settime", "acct", "syslog", "vhangup", "iopl", "ioperm"],
];

/** As if the kernel did not have them: memory that no limit of a process counts, and a call whose flags a filter cannot read. */
const missing: readonly string[] = ["memfd_create", "shmget", "shmat", "semget", "msgget", "clone3"];

/** All of CLONE_NEW* that `clone` takes: cgroup, UTS, IPC, user, PID, network and mount namespaces. */
const newNamespaces = 0x7e02_0000;

const families = { unix: 1, inet: 2, inet6: 10, netlink: 16 } as const;
const types = { mask: 0xf, stream: 1, datagram: 2 } as const;
/** Netlink's zero is the one that tells of addresses and routes. */
const protocols = { any: 0, tcp: 6, udp: 17 } as const;

/** Commands to a terminal that type for its user. */
const typing = { TIOCSTI: 0x5412, TIOCLINUX: 0x541c } as const;

/**
 * The filter for system calls of a program, as `bwrap --seccomp` takes it: classic BPF.
 * @throws {Error} on an architecture that there is no filter for
 */
export function seccompFilter(architecture: string = process.arch): Uint8Array {
  if (!isKnown(architecture)) throw new Error(`there is no seccomp filter for ${architecture}`);
  return assemble(program(architecture));
}

export function isKnown(architecture: string): architecture is Architecture {
  return Object.hasOwn(auditNames, architecture);
}

function program(architecture: Architecture): Block {
  const on = (names: readonly string[], block: Block): Block =>
    callNumbers(names, architecture).flatMap((number) => when(isCall(number), block));
  return [
    // A program for another architecture has other numbers for the same calls.
    ...unless(isArchitecture(auditNames[architecture]), killProcess),
    ...(architecture === "x64" ? when(isCallFrom(firstOfX32), refuse(errno.ENOSYS)) : []),
    ...on(["clone"], [...when(hasAnyBit(0, newNamespaces), refuse(errno.EPERM)), ...allow]),
    ...on(["socket"], sockets),
    ...on(["socketpair"], [...when(hasArgument(0, families.unix), allow), ...refuse(errno.EAFNOSUPPORT)]),
    ...on(["ioctl"], [...Object.values(typing).flatMap((command) => when(hasArgument(1, command), refuse(errno.EPERM))), ...allow]),
    ...on(forbidden, refuse(errno.EPERM)),
    ...on(missing, refuse(errno.ENOSYS)),
    ...allow,
  ];
}

const overIp: Block = [
  ...[protocols.any, protocols.tcp, protocols.udp].flatMap((protocol) =>
    when(hasArgument(2, protocol), [
      ...[types.stream, types.datagram].flatMap((type) => when(hasMasked(1, types.mask, type), allow)),
      ...refuse(errno.ESOCKTNOSUPPORT),
    ]),
  ),
  ...refuse(errno.EPROTONOSUPPORT),
];

/** Streams and datagrams over IP, sockets within the machine, and the question which addresses it has. */
const sockets: Block = [
  ...when(hasArgument(0, families.unix), allow),
  ...when(hasArgument(0, families.netlink), [...when(hasArgument(2, protocols.any), allow), ...refuse(errno.EPROTONOSUPPORT)]),
  ...[families.inet, families.inet6].flatMap((family) => when(hasArgument(0, family), overIp)),
  ...refuse(errno.EAFNOSUPPORT),
];
