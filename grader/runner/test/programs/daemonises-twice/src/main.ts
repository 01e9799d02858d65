import { spawn } from "node:child_process";
import { createServer } from "node:net";

const [host = "", port = "", generation = "0"] = process.argv.slice(2);
if (generation === "2") {
  process.chdir("/");
  createServer((socket) => socket.pipe(socket)).listen(Number(port), host);
} else {
  const next = [process.execPath, process.argv[1] ?? "", host, port, String(Number(generation) + 1)];
  spawn("setsid", ["--fork", ...next], { detached: true, stdio: "ignore" }).unref();
}
