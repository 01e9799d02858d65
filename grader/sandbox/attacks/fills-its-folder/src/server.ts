// Writes 96 MiB into the folder that it may write into, in files each of a legal size, and takes them away again.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

const file = (at: number): string => join(process.argv[4] ?? "", `piece-${at}`);

reportBack(() => {
  try {
    for (let at = 0; at < 3; at++) writeFileSync(file(at), Buffer.alloc(32 * 2 ** 20));
    return "96 MiB";
  } finally {
    for (let at = 0; at < 3; at++) rmSync(file(at), { force: true });
  }
});
