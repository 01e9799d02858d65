import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Content } from "./manifests.ts";
import type { Workspace } from "./workspace.ts";

/** Writes all files of what is made below a folder. */
export async function writeAll({ root }: Workspace, contents: ReadonlyMap<string, Content>, folder: string): Promise<void> {
  for (const [file, content] of contents) {
    const target = join(folder, file);
    await mkdir(dirname(target), { recursive: true });
    if ("copy" in content) await copyFile(join(root, content.copy), target);
    else await writeFile(target, content.text);
  }
}

/** The files below a folder, by their paths in it, with slashes. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}
