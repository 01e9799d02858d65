import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Target } from "../report-back.ts";

/** Leaves a mark where it is run. */
const evil = (target: Target): string => `require("node:fs").writeFileSync(${JSON.stringify(join(target.folder, "ran"))}, "")`;

function put(folder: string, path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content, { mode });
}

export default function build(folder: string, target: Target): void {
  for (const name of [".env", ".env.local", ".env.test"]) put(folder, name, `NODE_OPTIONS=--require ${folder}/evil.cjs\n`);
  put(folder, "evil.cjs", evil(target));
}
