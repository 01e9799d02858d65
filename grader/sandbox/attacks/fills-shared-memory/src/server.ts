// Fills /dev/shm, by 4 MiB.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const file = join("/dev/shm", `filled-by-${process.pid}`);
  try {
    writeFileSync(file, Buffer.alloc(4 * 2 ** 20));
    return "4 MiB";
  } finally {
    rmSync(file, { force: true });
  }
});
