// Looks for the grader's secrets in its own environment and in that of every process that it sees.
import { readdirSync, readFileSync } from "node:fs";
import { reportBack } from "./report-back.ts";

const secret = /WIRELAB_CANARY=[^\0]*/;

reportBack(() => {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const found = secret.exec(readFileSync(`/proc/${pid}/environ`, "latin1"));
      if (found) return found[0];
    } catch {
      // Not ours to read, or gone.
    }
  }
  throw new Error("no secret in any environment");
});
