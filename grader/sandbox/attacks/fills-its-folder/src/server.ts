// Fills the folder that it may write into with 448 MiB, in files each of a legal size, and takes them away again.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

const pieces = Array.from({ length: 14 }, (_, at) => join(process.argv[4] ?? "", `piece-${process.pid}-${at}`));

reportBack(() => {
  try {
    for (const piece of pieces) writeFileSync(piece, Buffer.alloc(32 * 2 ** 20, 1));
    return "448 MiB";
  } finally {
    for (const piece of pieces) rmSync(piece, { force: true });
  }
});
