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
  const names = ["preinstall", "install", "postinstall", "prepare", "prebuild", "build", "pretest", "test", "prestart", "start", "server"];
  const scripts = Object.fromEntries(names.map((name) => [name, "node evil.cjs"]));
  put(folder, "package.json", JSON.stringify({ name: "@wirelab/checks", type: "module", scripts }));
  put(folder, "evil.cjs", evil(target));
}
