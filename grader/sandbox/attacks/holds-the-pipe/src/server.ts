// Leaves a child behind that keeps this program's output open: who waits for its end waits for ever.
import { spawn } from "node:child_process";

spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], { detached: true, stdio: "inherit" }).unref();
