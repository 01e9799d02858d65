/** The architectures that there is a filter for, by Node's names for them. */
export type Architecture = "x64" | "arm64";

/** As the kernel's audit names them (linux/audit.h). */
export const auditNames: Readonly<Record<Architecture, number>> = { x64: 0xc000_003e, arm64: 0xc000_00b7 };

/** From here on, x64 has its calls a second time, for pointers of 32 bits. */
export const firstOfX32 = 0x4000_0000;

/** The numbers of system calls; those that an architecture does not have are not named for it. */
const numbers: Readonly<Record<string, Partial<Readonly<Record<Architecture, number>>>>> = {
  clone: { x64: 56, arm64: 220 },
  ioctl: { x64: 16, arm64: 29 },
  socket: { x64: 41, arm64: 198 },
  socketpair: { x64: 53, arm64: 199 },

  unshare: { x64: 272, arm64: 97 },
  setns: { x64: 308, arm64: 268 },

  mount: { x64: 165, arm64: 40 },
  umount2: { x64: 166, arm64: 39 },
  pivot_root: { x64: 155, arm64: 41 },
  chroot: { x64: 161, arm64: 51 },
  swapon: { x64: 167, arm64: 224 },
  swapoff: { x64: 168, arm64: 225 },
  quotactl: { x64: 179, arm64: 60 },
  name_to_handle_at: { x64: 303, arm64: 264 },
  open_by_handle_at: { x64: 304, arm64: 265 },
  fanotify_init: { x64: 300, arm64: 262 },
  fanotify_mark: { x64: 301, arm64: 263 },

  ptrace: { x64: 101, arm64: 117 },
  process_vm_readv: { x64: 310, arm64: 270 },
  process_vm_writev: { x64: 311, arm64: 271 },
  kcmp: { x64: 312, arm64: 272 },

  add_key: { x64: 248, arm64: 217 },
  request_key: { x64: 249, arm64: 218 },
  keyctl: { x64: 250, arm64: 219 },

  bpf: { x64: 321, arm64: 280 },
  perf_event_open: { x64: 298, arm64: 241 },
  userfaultfd: { x64: 323, arm64: 282 },

  memfd_create: { x64: 319, arm64: 279 },
  shmget: { x64: 29, arm64: 194 },
  shmat: { x64: 30, arm64: 196 },
  semget: { x64: 64, arm64: 190 },
  msgget: { x64: 68, arm64: 186 },

  init_module: { x64: 175, arm64: 105 },
  finit_module: { x64: 313, arm64: 273 },
  delete_module: { x64: 176, arm64: 106 },
  kexec_load: { x64: 246, arm64: 104 },
  kexec_file_load: { x64: 320, arm64: 294 },
  reboot: { x64: 169, arm64: 142 },
  sethostname: { x64: 170, arm64: 161 },
  setdomainname: { x64: 171, arm64: 162 },
  settimeofday: { x64: 164, arm64: 170 },
  clock_settime: { x64: 227, arm64: 112 },
  acct: { x64: 163, arm64: 89 },
  syslog: { x64: 103, arm64: 116 },
  vhangup: { x64: 153, arm64: 58 },
  lookup_dcookie: { x64: 212, arm64: 18 },
  nfsservctl: { x64: 180, arm64: 42 },
  uselib: { x64: 134 },
  modify_ldt: { x64: 154 },
  iopl: { x64: 172 },
  ioperm: { x64: 173 },

  // From 424 on, a call has the same number everywhere.
  ...Object.fromEntries(
    Object.entries({
      clone3: 435,
      open_tree: 428,
      move_mount: 429,
      fsopen: 430,
      fsconfig: 431,
      fsmount: 432,
      fspick: 433,
      mount_setattr: 442,
      quotactl_fd: 443,
      statmount: 457,
      listmount: 458,
      open_tree_attr: 467,
      pidfd_getfd: 438,
      process_madvise: 440,
      io_uring_setup: 425,
      io_uring_enter: 426,
      io_uring_register: 427,
      memfd_secret: 447,
    }).map(([name, number]) => [name, { x64: number, arm64: number }]),
  ),
};

/**
 * The numbers that calls have on an architecture; one that it does not have has none.
 * @throws {Error} where a name is that of no call
 */
export function callNumbers(names: readonly string[], architecture: Architecture): number[] {
  return names.flatMap((name) => {
    const known = numbers[name];
    if (!known) throw new Error(`there is no system call ${name} in the table`);
    return known[architecture] ?? [];
  });
}
