import { text } from "@wirelab/model";
import { Refusal } from "../refusal.ts";

/** What of a submission is taken. */
export const limits = {
  /** Files and folders. */
  entries: 2000,
  /** As many may be looked at, most of them passed over: an archive may have a whole node_modules in it. */
  seen: 50_000,
  bytes: 64 * 2 ** 20,
  /** How much is unpacked of a .tar.gz, which cannot be read but from its beginning. */
  unpackedBytes: 256 * 2 ** 20,
  depth: 16,
  pathBytes: 1000,
  packageJsonBytes: 2 ** 20,
  /** How many refused parts a report names. */
  named: 50,
} as const;

export function tooMuch(): Refusal {
  const mebi = limits.bytes / 2 ** 20;
  return new Refusal(
    text(
      `The submission is too big: at most ${limits.entries} files and folders and ${mebi} MiB. Hand in the source only.`,
      `提交的内容太大：最多 ${limits.entries} 个文件和文件夹、${mebi} MiB。请只提交源代码。`,
    ),
  );
}
