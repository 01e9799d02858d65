import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@wirelab/runner";

/** The instructor's workspace, as far as git tracks it: what lies around untracked can't get into a release. */
export class Workspace {
  readonly root: string;
  /** The tracked files that are there, by their path from the root, with slashes. */
  readonly files: ReadonlySet<string>;

  /** @throws {UserError} where the folder is not in git, or a tracked file is no regular one */
  constructor(root: string) {
    this.root = root;
    const gone = new Set(this.#list("--deleted"));
    this.files = new Set(this.#list("--cached").filter((file) => !gone.has(file)));
    const odd = [...this.files].find((file) => !lstatSync(join(root, file)).isFile());
    if (odd !== undefined) throw new UserError(`${odd} is no regular file, and only those can be released: take it out of git.`);
  }

  /** How many files differ from what was committed, or are not known to git. */
  get uncommitted(): number {
    return split(this.#git("status", "--porcelain", "-z", "--no-renames")).length;
  }

  /** When the state that is checked out was committed. */
  get committed(): string {
    return this.#git("log", "-1", "--format=%cI").trim();
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  json(file: string): Record<string, unknown> {
    return JSON.parse(this.read(file)) as Record<string, unknown>;
  }

  #list(which: "--cached" | "--deleted"): string[] {
    return split(this.#git("ls-files", "-z", which));
  }

  #git(...args: readonly string[]): string {
    try {
      return execFileSync("git", ["-C", this.root, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 26 });
    } catch (error) {
      const reason = ((error as { stderr?: string }).stderr ?? (error as Error).message).trim();
      throw new UserError(`git does not tell which files of ${this.root} are tracked: ${reason}`);
    }
  }
}

function split(list: string): string[] {
  return list.split("\0").filter((entry) => entry !== "");
}
