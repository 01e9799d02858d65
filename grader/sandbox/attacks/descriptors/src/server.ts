// Opens one file 5,000 times.
import { closeSync, openSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const open: number[] = [];
  try {
    while (open.length < 5000) open.push(openSync("/dev/null", "r"));
    return `${open.length} files`;
  } finally {
    for (const file of open) closeSync(file);
  }
});
