import { closeSync, readdirSync, readFileSync } from "node:fs";

const closedByExec = 0o2_000_000;

/**
 * Closes the descriptors that this process was started with beyond the standard three, as a CI runner's may be: every program would
 * inherit them in turn. Those that Node opens itself are none of them.
 */
export function closeInheritedDescriptors(): void {
  if (process.platform !== "linux") return;
  for (const descriptor of readdirSync("/proc/self/fd").map(Number)) if (descriptor > 2 && isInherited(descriptor)) closeSync(descriptor);
}

function isInherited(descriptor: number): boolean {
  try {
    const [, flags = ""] = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1")) ?? [];
    return (Number.parseInt(flags, 8) & closedByExec) === 0;
  } catch {
    // The one that the list itself was read by.
    return false;
  }
}
