// Leaves a folder that nobody may enter in the one that it may write into, so that whoever cleans up stumbles.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const locked = join(process.argv[4] ?? "", "locked");
  mkdirSync(locked);
  writeFileSync(join(locked, "file"), "");
  chmodSync(locked, 0);
  throw new Error("a locked folder was made");
});
