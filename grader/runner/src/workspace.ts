import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lab } from "@wirelab/model";
import { UserError } from "./user-error.ts";

/** The folder that holds labs, starter, solutions and grader. */
export const root = join(import.meta.dirname, "../../..");

/** The folders of one lab. */
export function foldersOf(lab: string): { lab: string; starter: string; solution: string; corpus: string } {
  return {
    lab: join(root, "labs", lab),
    starter: join(root, "starter", lab),
    solution: join(root, "solutions", lab),
    corpus: join(root, "labs", lab, "corpus"),
  };
}

/** The ids of all labs, in alphabetical order. */
export function labIds(): string[] {
  return readdirSync(join(root, "labs"))
    .filter((id) => existsSync(join(root, "labs", id, "lab.ts")))
    .toSorted();
}

/**
 * Loads a lab's definition.
 * @throws {UserError} where there is no such lab
 */
export async function loadLab(id: string): Promise<Lab> {
  if (!labIds().includes(id)) throw new UserError(`There is no lab called "${id}". The labs are: ${labIds().join(", ")}.`);
  const module = (await import(pathToFileURL(join(root, "labs", id, "lab.ts")).href)) as { default: Lab };
  return module.default;
}

/** The check files of a stage: those that students have, and where they are at hand, those that they do not. */
export function checkFiles(lab: string, stage: string, visibleOnly: boolean): { path: string; hidden: boolean }[] {
  const folders = visibleOnly ? ["checks"] : ["checks", "hidden"];
  return folders.flatMap((folder) => {
    const path = join(root, "labs", lab, folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    const own = names.filter((name) => name.replace(/^\d+-/, "") === `${stage}.check.ts`);
    return own.map((name) => ({ path: join(path, name), hidden: folder === "hidden" }));
  });
}
