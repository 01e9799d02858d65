// Computes for ever in four processes, and never gets round to listening.
import { spawn } from "node:child_process";

for (let at = 0; at < 3; at++) spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" });
for (;;);
