// Fills /tmp, by 24 MiB.
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const file = join(tmpdir(), `filled-by-${process.pid}`);
  try {
    writeFileSync(file, Buffer.alloc(24 * 2 ** 20));
    return "24 MiB";
  } finally {
    rmSync(file, { force: true });
  }
});
