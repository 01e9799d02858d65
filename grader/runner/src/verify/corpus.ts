import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@wirelab/model";
import { z } from "zod";
import { isInPython } from "../commands.ts";
import { UserError } from "../user-error.ts";
import { foldersOf } from "../workspace.ts";

/** A program with a known outcome, by which the checks are judged. */
export interface Specimen {
  readonly name: string;
  readonly folder: string;
  readonly kind: "reference" | "starter" | "accepted" | "rejected";
  /** The stages that it must fail; a stage that needs one of them is skipped, every other one passes. */
  readonly fails: readonly string[];
  /** Stages that its mistake reaches by chance only, e.g. depending on where the network cuts: they may go either way. */
  readonly mayFail: readonly string[];
  readonly inPython: boolean;
}

const acceptedCase = z.object({ about: z.string().min(1) });
const rejectedCase = z.object({ mistake: z.string().min(1), fails: z.array(z.string()).min(1), mayFail: z.array(z.string()).default([]) });

/**
 * All programs whose outcome in a lab is known: the reference, the starter, and the corpus.
 * @throws {UserError} where a case.json is not as it should be
 */
export function specimens(lab: Lab): Specimen[] {
  const { solution, starter, corpus } = foldersOf(lab.id);
  return [
    specimen("reference", solution, "reference"),
    specimen("starter", starter, "starter"),
    ...foldersIn(join(corpus, "accepted")).map((folder) => {
      readCase(folder.path, acceptedCase);
      return specimen(folder.name, folder.path, "accepted");
    }),
    ...foldersIn(join(corpus, "rejected")).map((folder) => {
      const { fails, mayFail } = readCase(folder.path, rejectedCase);
      const unknown = [...fails, ...mayFail].find((id) => !lab.stages.some((stage) => stage.id === id));
      if (unknown !== undefined) throw new UserError(`${folder.path}/case.json names a stage "${unknown}", which ${lab.id} does not have.`);
      return specimen(folder.name, folder.path, "rejected", fails, mayFail);
    }),
  ];
}

function specimen(
  name: string,
  folder: string,
  kind: Specimen["kind"],
  fails: readonly string[] = [],
  mayFail: readonly string[] = [],
): Specimen {
  return { name, folder, kind, fails, mayFail, inPython: isInPython(folder) };
}

function foldersIn(path: string): { name: string; path: string }[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .toSorted()
    .map((name) => ({ name, path: join(path, name) }));
}

function readCase<T>(folder: string, schema: z.ZodType<T>): T {
  const path = join(folder, "case.json");
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UserError(`${path} is not as it should be: ${reason}`);
  }
}
