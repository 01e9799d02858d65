import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Copied } from "../intake.ts";
import { foldersOf, root } from "../workspace.ts";
import { fingerprint } from "./fingerprint.ts";

/** All that a result depends on. Where one of these differs, it is another result. */
export interface Circumstances {
  readonly lab: string;
  /** How the submission is called: its report says so. */
  readonly submission: string;
  /** What `contentOf` says of the submission. */
  readonly content: string;
  readonly stages: readonly string[];
  readonly visibleOnly: boolean;
  /** Whether the lab lets the submission talk to the reference. */
  readonly withReference: boolean;
  readonly seed: number;
  readonly sandbox: string;
  /** How often everything has been graded anew. */
  readonly round: number;
}

/** The name under which a result is kept: a hash of all that it depends on, what judges it included. */
export async function resultKey(circumstances: Circumstances): Promise<string> {
  const { lab, withReference } = circumstances;
  const parts = {
    ...circumstances,
    stages: circumstances.stages.toSorted(),
    checks: await checksOf(lab),
    reference: withReference ? await referenceOf(lab) : undefined,
    grader: await grader("all"),
    node: process.version,
  };
  return createHash("sha256")
    .update(JSON.stringify(parts, Object.keys(parts).toSorted()))
    .digest("hex");
}

/** A fingerprint of a submission as it was copied, and of all that was said about it on that occasion. */
export async function contentOf({ box, ...rest }: Copied): Promise<string> {
  return `${await fingerprint([box])} ${JSON.stringify(rest)}`;
}

/** The lab's definition and checks, without what it is explained and proved with. */
const checksOf = once((lab) => fingerprint([foldersOf(lab).lab], (name) => isSource(name) && name !== "corpus" && !name.endsWith(".md")));

const referenceOf = once((lab) => fingerprint([foldersOf(lab).solution], isSource));

/** Not what tools leave beside the sources, vitest among them. */
function isSource(name: string): boolean {
  return !name.startsWith(".") && name !== "node_modules";
}

/** The packages that take part in a verdict, and, by the lock file, the versions of all that they use. */
const judges = ["model", "sandbox", "checks", "runner"].map((name) => join(root, "grader", name, "src"));
const grader = once(async () => (await fingerprint(judges, isSource)) + (await fingerprint([root], (name) => name === "pnpm-lock.yaml")));

/** Nobody changes checks while they judge: they are read once. */
function once(compute: (name: string) => Promise<string>): (name: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (name) => {
    const value = known.get(name) ?? compute(name);
    known.set(name, value);
    return value;
  };
}
