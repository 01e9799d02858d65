import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

export default function build(folder: string): void {
  mkdirSync(join(folder, "src"));
  execFileSync("mkfifo", [join(folder, "src/server.ts")]);
}
