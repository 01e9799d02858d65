// Makes empty files in /tmp, 5,000 of them: they take none of its size, but memory of the kernel's.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  for (let at = 0; at < 5000; at++) writeFileSync(join(tmpdir(), `empty-${at}`), "");
  throw new Error("5000 files were made, in memory of the sandbox's");
});
