import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";

/**
 * The environment of a program: nothing of the grader's own but what every program needs.
 * @param extra variables that the check sets, e.g. a time-out made short
 */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const path = [dirname(process.execPath), ...(process.env["PATH"] ?? "/usr/bin:/bin").split(delimiter)];
  return { PATH: path.join(delimiter), HOME: tmpdir(), TMPDIR: tmpdir(), LANG: "C.UTF-8", ...extra };
}
