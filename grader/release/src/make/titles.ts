import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workspace } from "./workspace.ts";

/** A lab's `check-titles.ts` with the titles of visible checks only: those of the others would tell what is checked. */
export async function visibleTitles(workspace: Workspace, file: string): Promise<string> {
  const checks = [...workspace.files]
    .filter((path) => path.startsWith(`${posix.dirname(file)}/checks/`))
    .map((path) => workspace.read(path));
  const titles = Object.entries(await checkTitles(workspace, file));
  const lines = titles
    .filter(([title]) => checks.some((check) => check.includes(JSON.stringify(title))))
    .map((entry) => `  ${entry.map((words) => JSON.stringify(words)).join(": ")},`);
  return [
    "/** The checks' titles in Chinese. */",
    "export const checkTitles: Readonly<Record<string, string>> = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}

/** The titles that a lab's `check-titles.ts` holds, in Chinese by those in English. */
export async function checkTitles({ root }: Workspace, file: string): Promise<Readonly<Record<string, string>>> {
  const module = (await import(pathToFileURL(join(root, file)).href)) as { checkTitles: Readonly<Record<string, string>> };
  return module.checkTitles;
}
