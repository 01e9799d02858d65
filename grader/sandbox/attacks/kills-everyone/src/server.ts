// Sends SIGKILL to every process that it may. Outside of a sandbox it does nothing: it would take the machine down.
import { readFileSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => {
  if (!readFileSync("/proc/1/comm", "utf8").startsWith("bwrap")) return "process 1 is not the sandbox's";
  for (const pid of [1, 2, 3, 4, 5, process.ppid, -1]) {
    try {
      if (pid !== process.pid) process.kill(pid, "SIGKILL");
    } catch {
      // There is no such process.
    }
  }
  throw new Error("nobody else was there");
});
