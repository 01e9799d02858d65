// Opens one file 5,000 times.
import { openSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  const open: number[] = [];
  while (open.length < 5000) open.push(openSync("/dev/null", "r"));
  return `${open.length} files`;
});
