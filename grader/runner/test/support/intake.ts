import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { TestContext } from "vitest";
import { takeIn } from "../../src/intake/take-in.ts";
import { Refusal } from "../../src/refusal.ts";

type Context = Pick<TestContext, "onTestFinished">;

/** How long a busy machine may take to remove what a test made. */
const patience = 120_000;

/** A folder that is there for one test. */
export function temporaryFolder({ onTestFinished }: Context): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wirelab-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), patience);
  return folder;
}

/** Writes files below a folder, by path. */
export function write(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A submission with a program, and what else a test puts into it. */
export function submission(context: Context, files: Readonly<Record<string, string | Buffer>> = {}): string {
  return write(temporaryFolder(context), { "src/main.ts": program, ...files });
}

export const program = "export {};\n";

/** An archive of this name and content. */
export function archive(context: Context, name: string, content: Buffer): string {
  const path = join(temporaryFolder(context), name);
  writeFileSync(path, content);
  return path;
}

export interface Intake {
  /** What was taken, by path; a folder with nothing in it ends in a slash. */
  readonly files: Readonly<Record<string, string>>;
  /** What was not, and why. */
  readonly refused: Readonly<Record<string, string>>;
  /** Why nothing was. */
  readonly refusal?: string;
  readonly isExecutable: (path: string) => boolean;
}

/** What intake makes of a submission. */
export async function intake(context: Context, path: string): Promise<Intake> {
  const box = temporaryFolder(context);
  const refused: Record<string, string> = {};
  try {
    const folder = await takeIn(path, box, (part) => (refused[part.path] = part.reason.en));
    return { files: filesIn(folder), refused, isExecutable: (name) => (statSync(join(folder, name)).mode & 0o100) !== 0 };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { files: filesIn(box), refused, refusal: error.text.en, isExecutable: () => false };
  }
}

/** Reads through no link: what intake makes must not have any. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (entry.isFile()) return [name, readFileSync(path, "utf8")];
    if (!entry.isDirectory()) throw new Error(`${name} is neither a file nor a folder`);
    return readdirSync(path).length === 0 ? [`${name}/`, ""] : undefined;
  });
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}
