import { spawn } from "node:child_process";
import { createServer } from "node:net";

const [host = "", port = "", role] = process.argv.slice(2);
if (role === "child") {
  createServer(() => {}).listen(Number(port), host);
} else {
  const itself = process.argv[1] ?? "";
  spawn(process.execPath, [itself, host, port, "child"], { detached: true, stdio: "inherit" }).unref();
  setInterval(() => {}, 1000);
}
