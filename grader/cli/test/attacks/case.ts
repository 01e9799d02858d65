import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@wirelab/runner";
import { z } from "zod";

const outcome = z.strictObject({
  /** The most points that it may earn. */
  earned: z.number().default(0),
  /** What must be said about it, in the verdicts or on the wire. */
  says: z.string().optional(),
  /** The parts of the submission that must be refused, as the report names them; "a or b" is one of the two. */
  refused: z.array(z.string()).default([]),
  /** What must not be there afterwards, in the folder for temporary files. */
  nothingAt: z.array(z.string()).default([]),
  /** Words by which it gives away what hidden checks sent: a student must not read them. */
  hiddenUntold: z.string().optional(),
});

const schema = z.strictObject({
  about: z.string(),
  group: z.enum(["grade", "secrets", "resources", "lifecycle", "files", "node", "network", "reports"]),
  lab: z.string().default("avatar-upload"),
  stage: z.string().default("upload"),
  /** The name of the folder that it is handed in as. */
  student: z.string().optional(),
  /** It is handed in as a ZIP archive. */
  archive: z.literal(true).optional(),
  /** It costs so much that it is graded as one user only. */
  once: z.literal(true).optional(),
  /**
   * How it is shown to succeed where nothing defends: graded without isolation; so with the seed 1; run as it lies, without being
   * taken in first. It is not shown where that would harm the machine, or where there is no way to take the defence away.
   */
  without: z.enum(["none", "seed 1", "plain"]).optional(),
  /** Only root can show it. */
  proofNeeds: z.literal("root").optional(),
  /** Why it is not stopped where the grader runs as root. */
  unlessRoot: z.string().optional(),
  /** Why it is not stopped: a known limit, which docs/security.md names. */
  open: z.string().optional(),
  outcome,
});

/** An attack of the corpus: a submission, and what must come of it. */
export interface Attack extends z.infer<typeof schema> {
  readonly name: string;
  readonly folder: string;
  readonly student: string;
  readonly inPython: boolean;
}

export const corpus = join(root, "grader/sandbox/attacks");

/** Every attack that there is. */
export function attacks(): Attack[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = join(corpus, name);
      const described = schema.parse(JSON.parse(readFileSync(join(folder, "case.json"), "utf8")));
      return { student: name, ...described, name, folder, inPython: existsSync(join(folder, "src/server.py")) } as Attack;
    });
}
