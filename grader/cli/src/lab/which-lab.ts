import { relative, sep } from "node:path";
import type { Lab } from "@wirelab/model";
import { labIds, loadLab, root, UserError } from "@wirelab/runner";
import { userPath } from "../options.ts";

/**
 * The lab that a student means: the one named, the one whose folder the command was called in, or the only one.
 * @throws {UserError} where it cannot be told
 */
export async function whichLab(id: string | undefined): Promise<Lab> {
  const [, here] = relative(root, userPath(".")).split(sep);
  const [only, ...others] = labIds();
  const meant = id ?? (here !== undefined && labIds().includes(here) ? here : others.length === 0 ? only : undefined);
  if (meant === undefined) throw new UserError(`Which lab? One of: ${labIds().join(", ")}.`);
  return loadLab(meant);
}
