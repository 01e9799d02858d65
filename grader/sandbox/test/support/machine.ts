import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inBothRings, type ProgramPolicy, type Ran, run, sandboxes } from "../../src/index.ts";

/** The folder that holds all of the repository. */
export const workspace = dirname(dirname(dirname(dirname(import.meta.dirname))));

/** Somebody whom the grader runs as. */
export interface User {
  readonly name: string;
  /** Undefined where it is the one who runs the tests. */
  readonly uid?: number;
  /** Why nothing can be tried as this user; undefined where it can. */
  readonly reason: string | undefined;
}

const isRoot = process.getuid?.() === 0;

/** Nobody's number: an account is not needed to be somebody. */
const somebody = 54_321;

/**
 * Why bubblewrap cannot be tried here; undefined where it can. The canary is not asked: where it finds a way out, the tests are to fail, and
 * not to be left out.
 */
async function whyNotHere(): Promise<string | undefined> {
  try {
    const { code, stderr } = await run(inBothRings(["true"], { kind: "program", box: "/usr", secret: [] }), { cwd: "/", timeout: 60_000 });
    return code === 0 ? undefined : `bubblewrap: ${stderr.trim()}`;
  } catch (error) {
    return `bubblewrap: ${(error as Error).message}`;
  }
}

const here = await whyNotHere();

/** As root the grader has powers that it must give up, and as an ordinary user it lacks some that it might rely on. */
export const users: readonly User[] = [
  { name: isRoot ? "root" : "an ordinary user", reason: here },
  ...(isRoot ? [{ name: "an ordinary user", uid: somebody, reason: here ?? whyNotAs(somebody) }] : []),
];

function whyNotAs(uid: number): string | undefined {
  const { status } = spawnSync(process.execPath, ["--check", import.meta.filename], { uid, gid: uid });
  return status === 0 ? undefined : "only root may read the folder that Node or the repository is in";
}

/** The name of what is tried as a user; where it cannot be, the reason is part of it. */
export function titled(what: string, { name, reason }: User): string {
  return `${what}, graded by ${name}${reason === undefined ? "" : ` (left out: ${reason})`}`;
}

/** A submission's folder, as the grader would have staged it. */
export function makeBox(user: User): { path: string } & Disposable {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-test-")));
  writeFileSync(join(path, "main.txt"), "the submission");
  chmodSync(path, 0o755);
  const { uid } = user;
  if (uid !== undefined) for (const own of [path, join(path, "main.txt")]) chownSync(own, uid, uid);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** What the scripts have at hand; `attempt` prints the code of the error that an action ends in, or "done". */
const prelude = `
  import * as fs from "node:fs"; import * as os from "node:os"; import * as net from "node:net"; import * as dns from "node:dns/promises";
  import { spawnSync } from "node:child_process"; import { once } from "node:events";
  const attempt = (action) => { try { action(); console.log("done"); } catch (error) { console.log(error.code); } };
`;

export function script(source: string): string[] {
  return ["node", "--input-type=module", "--eval", prelude + source];
}

/** Runs a command as a submission's program: in both rings as the grader does, or in the inner one alone. */
export async function runAs(
  user: User,
  argv: readonly string[],
  policy: Partial<ProgramPolicy> = {},
  rings: "both" | "program" = "both",
): Promise<Ran> {
  using box = makeBox(user);
  const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.uid };
  const complete = { kind: "program", box: box.path, secret: [workspace], ...policy } as const;
  const wrapped = rings === "both" ? inBothRings(argv, complete) : sandboxes.bwrap.wrap(argv, complete);
  return await run(wrapped, { cwd: "/", timeout: 110_000, ...identity });
}
