// Makes a file of 100 GB that is all hole, in the folder that it may write into.
import { closeSync, ftruncateSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const path = join(process.argv[4] ?? "", `sparse-${process.pid}`);
  const file = openSync(path, "w");
  try {
    ftruncateSync(file, 100e9);
    return "100 GB";
  } finally {
    closeSync(file);
    rmSync(path);
  }
});
