import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fromJson, type GradeReport, Random } from "@wirelab/model";
import { foldersOf, root } from "@wirelab/runner";
import { familyOf, isAlive, processesWithTmp } from "./processes.ts";

export interface SoakOptions {
  readonly kills: number;
  readonly submissions: number;
  readonly sandbox: "bwrap" | "none";
  /** Decides at which moments the grader is killed. */
  readonly seed: number;
  readonly onKill?: (number: number, kept: number) => void;
}

export interface SoakFigures {
  /** Kills that met a grader in the middle of its work. */
  readonly kills: number;
  /** Submissions that were being graded when the grader was killed, and so were begun anew. */
  readonly programsKilled: number;
  /** From a kill to the end of the last process, in milliseconds: the longest. */
  readonly slowestEnd: number;
  /** How many whole reports there are in the end. */
  readonly reports: number;
  /** What should not be: empty where all is well. */
  readonly problems: readonly string[];
}

/** What is graded: small programs, right ones and wrong ones. */
const specimens = ["accepted/javascript", "accepted/for-await", "rejected/bound-to-loopback", "rejected/adds-newline"];

const lab = "tcp-server";
const stage = "listen";

/** So many submissions may be done with in the last moments before a kill. */
const meanwhile = 6;

/** Kills a grader again and again in the middle of a batch, and lets the same command go on; at last to the end. Linux only. */
export async function soak(options: SoakOptions): Promise<SoakFigures> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "soak-")));
  try {
    const batch = new SoakedBatch(folder, options);
    const random = new Random(options.seed, "soak");
    for (let number = 1; number <= options.kills; number++) {
      // At most its share of what is left is graded before a kill, so that the last one meets a grader at work, too.
      const left = options.submissions - batch.kept().length - meanwhile;
      const share = Math.max(0, Math.floor(left / (options.kills - number + 1)));
      await batch.runAndKill(random.int(0, share), random.int(0, 1500));
      options.onKill?.(number, batch.kept().length);
    }
    await batch.runToTheEnd();
    return batch.figures();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class SoakedBatch {
  #kills = 0;
  #programsKilled = 0;
  #slowestEnd = 0;
  readonly #problems: string[] = [];
  readonly #class: string;
  readonly #out: string;
  readonly #tmp: string;
  readonly #options: SoakOptions;

  constructor(folder: string, options: SoakOptions) {
    [this.#class, this.#out, this.#tmp] = [join(folder, "class"), join(folder, "out"), join(folder, "tmp")];
    this.#options = options;
    mkdirSync(this.#tmp);
    mkdirSync(join(this.#out, "results"), { recursive: true });
    for (const name of this.#names()) {
      const specimen = specimens[Number(name) % specimens.length] ?? "";
      cpSync(join(foldersOf(lab).corpus, specimen), join(this.#class, name, lab), { recursive: true });
    }
  }

  /** Kills a grader after it has kept so many more results, and then so many milliseconds: at any moment of a grading. */
  async runAndKill(results: number, milliseconds: number): Promise<void> {
    const wanted = this.kept().length + results;
    const child = this.#start();
    const exit = once(child, "exit");
    const begun = new AbortController();
    const moment = this.#until(() => this.kept().length >= wanted, begun.signal).then(() => wait(milliseconds));
    await Promise.race([moment, exit]);
    begun.abort();
    if (child.exitCode === null) this.#kills += 1;
    const family = familyOf(child.pid ?? 0);
    this.#programsKilled += Math.max(0, family.length - 1);
    const killed = performance.now();
    child.kill("SIGKILL");
    await exit;
    const left = (): number[] => [...family.filter(isAlive).map(({ pid }) => pid), ...processesWithTmp(this.#tmp)];
    while (left().length > 0 && performance.now() - killed < 30_000) await wait(2);
    this.#slowestEnd = Math.max(this.#slowestEnd, performance.now() - killed);
    if (left().length > 0) this.#problems.push(`processes are left after a kill: ${left().join(", ")}`);
    this.#readAll();
  }

  async runToTheEnd(): Promise<void> {
    const child = this.#start();
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) this.#problems.push(`the last run ended with exit code ${code}`);
    this.#expectNothing(
      "temporary folders are left",
      readdirSync(this.#tmp).filter((name) => name.startsWith("wirelab-")),
    );
    this.#expectNothing(
      "parts of files are left",
      this.#files().filter((path) => !path.endsWith(".json")),
    );
    this.#expectNothing("processes are left", processesWithTmp(this.#tmp).map(String));
  }

  figures(): SoakFigures {
    const { submissions } = this.#options;
    const [reports, kept] = [this.#readAll(), this.kept().length];
    if (kept !== submissions) this.#problems.push(`${kept} results are kept of ${submissions}`);
    const missing = this.#names().filter((name) => !reports.has(name));
    this.#expectNothing("there is no report on", missing);
    return {
      kills: this.#kills,
      programsKilled: this.#programsKilled,
      slowestEnd: Math.round(this.#slowestEnd),
      reports: reports.size,
      problems: this.#problems,
    };
  }

  /** The results that are kept. */
  kept(): string[] {
    return readdirSync(join(this.#out, "results")).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  }

  #names(): string[] {
    return Array.from({ length: this.#options.submissions }, (_, index) => String(index).padStart(3, "0"));
  }

  #start(): ChildProcess {
    const args = ["grade", this.#class, "--stage", stage, "--out", this.#out, "--sandbox", this.#options.sandbox, "--jobs", "2"];
    return spawn(process.execPath, [join(root, "grader/cli/src/grader.ts"), ...args], {
      cwd: root,
      env: { PATH: process.env["PATH"] ?? "", TMPDIR: this.#tmp },
      stdio: ["ignore", "ignore", "ignore"],
    });
  }

  /** Waits for a change in the results after which the condition holds. */
  async #until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const watcher = watch(join(this.#out, "results"), { signal }, () => {
        if (!condition()) return;
        watcher.close();
        resolve();
      });
      watcher.once("error", () => {});
    });
  }

  /** Reads every report that there is: each must be whole. */
  #readAll(): Set<string> {
    const reports = this.#files().filter((path) => path.startsWith(`${lab}/`) || /[0-9a-f]{64}\.json$/.test(path));
    const whole = new Set<string>();
    for (const path of reports) {
      try {
        const report = fromJson<GradeReport>(readFileSync(join(this.#out, path), "utf8"));
        const name = path.startsWith(`${lab}/`) ? `${report.submission}.json` : undefined;
        if (report.stages.length !== 1 || report.possible !== 4) this.#problems.push(`${path} is no report on one stage`);
        if (name !== undefined && path !== `${lab}/${name}`) this.#problems.push(`${path} is a report on ${report.submission}`);
        if (name !== undefined) whole.add(report.submission);
      } catch (error) {
        this.#problems.push(`${path} is not whole: ${(error as Error).message}`);
      }
    }
    return whole;
  }

  #files(): string[] {
    return readdirSync(this.#out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#out.length + 1));
  }

  #expectNothing(what: string, things: readonly string[]): void {
    if (things.length > 0) this.#problems.push(`${what}: ${things.join(", ")}`);
  }
}
