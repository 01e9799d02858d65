import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { CheckResult } from "@wirelab/model";
import type { Location } from "@wirelab/report";
import { checkFiles, root } from "@wirelab/runner";

/** Finds where checks are written, each file read once. */
export function checkLocator(): (lab: string, check: CheckResult) => Location | undefined {
  const files = new Map<string, { file: string; source: string } | undefined>();
  return (lab, { stage, hidden, title }) => {
    const key = JSON.stringify([lab, stage, hidden]);
    if (!files.has(key)) files.set(key, find(lab, stage, hidden));
    const found = files.get(key);
    if (!found) return undefined;
    const at = found.source.indexOf(JSON.stringify(title));
    return at < 0 ? { file: found.file } : { file: found.file, line: found.source.slice(0, at).split("\n").length };
  };
}

function find(lab: string, stage: string, hidden: boolean): { file: string; source: string } | undefined {
  const path = checkFiles(lab, stage, false).find((file) => file.hidden === hidden)?.path;
  return path === undefined ? undefined : { file: relative(root, path).replaceAll(sep, "/"), source: readFileSync(path, "utf8") };
}
