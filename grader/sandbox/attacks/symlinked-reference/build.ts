import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "../report-back.ts";

export default function build(folder: string, target: Target): void {
  mkdirSync(join(folder, "src"));
  symlinkSync(join(target.workspace, "solutions/avatar-upload/src/server.ts"), join(folder, "src/server.ts"));
}
