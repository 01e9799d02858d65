import { linkSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "../report-back.ts";

export default function build(folder: string, target: Target): void {
  linkSync(join(target.folder, "canary.json"), join(folder, "src/secret.json"));
}
