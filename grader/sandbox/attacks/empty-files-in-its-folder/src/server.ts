// Makes 200,000 empty files in the folder that it may write into: they take none of its size.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  for (let at = 0; at < 200_000; at++) writeFileSync(join(process.argv[4] ?? "", `empty-${process.pid}-${at}`), "");
  return "200000 files";
});
