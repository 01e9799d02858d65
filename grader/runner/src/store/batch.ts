import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { GradeReport } from "@wirelab/model";
import { z } from "zod";
import type { Submission } from "../submissions.ts";
import { UserError } from "../user-error.ts";
import { ResultStore } from "./results.ts";
import { type Change, changeOf, type Standing, standingOf } from "./standing.ts";

const settings = z.object({ version: z.literal(1), seed: z.int(), round: z.int() });
type Settings = z.infer<typeof settings>;

/** Submissions that are graded into one folder, in as many runs as it takes. */
export class Batch {
  readonly results: ResultStore;
  readonly seed: number;
  readonly #regrade: Regrade | undefined;
  readonly #changes: Change[] = [];

  private constructor(results: ResultStore, seed: number, regrade: Regrade | undefined) {
    this.results = results;
    this.seed = seed;
    this.#regrade = regrade;
  }

  /**
   * Begins a batch, or goes on with the one that is in the folder.
   * @param options.seed the seed that was asked for, if any: else a batch goes on with the one that it began with
   * @param options.fresh a seed for a batch that has none
   * @param options.regrade grades everything anew, with the seed that was asked for or a fresh one; goes on with that if it was broken off
   */
  static async open(
    folder: string,
    submissions: readonly Submission[],
    options: { readonly seed: number | undefined; readonly fresh: number; readonly regrade: boolean },
  ): Promise<Batch> {
    const results = await ResultStore.open(folder);
    const files = new BatchFiles(results);
    const current = await files.settings({ version: 1, seed: options.seed ?? options.fresh, round: 0 });
    const unfinished = await files.regrade();
    const goesOn = unfinished && (!options.regrade || options.seed === undefined || options.seed === unfinished.seed);
    const regrade = goesOn
      ? unfinished
      : options.regrade
        ? await newRegrade(results, submissions, current, unfinished, options)
        : undefined;
    if (regrade && !goesOn) await files.beginRegrade(regrade);
    // Whoever was killed right after it began has not said so in the settings.
    if (regrade && regrade.round !== current.round) await files.change({ version: 1, seed: regrade.seed, round: regrade.round });
    results.round = regrade?.round ?? current.round;
    return new Batch(results, options.seed ?? regrade?.seed ?? current.seed, regrade);
  }

  /** Takes a report up into the batch. */
  async add(report: GradeReport): Promise<void> {
    await this.results.publish(report);
    const before = this.#regrade?.before.find(({ lab, submission }) => lab === report.lab && submission === report.submission);
    const change = before && changeOf(before, standingOf(report));
    if (change) this.#changes.push(change);
  }

  /** What grading everything anew has changed so far; undefined where nothing is graded anew. */
  get changes(): readonly Change[] | undefined {
    return this.#regrade && this.#changes;
  }

  /** Every submission has its report: should everything be graded anew once more, it is compared with these. */
  async finish(): Promise<void> {
    if (this.#regrade) await rm(new BatchFiles(this.results).regradePath, { force: true });
  }
}

/** Grading everything anew, from its beginning until every submission has a new report. */
interface Regrade extends Omit<Settings, "version"> {
  /** How the submissions stood when it began. */
  readonly before: readonly Standing[];
}

async function newRegrade(
  results: ResultStore,
  submissions: readonly Submission[],
  current: Settings,
  unfinished: Regrade | undefined,
  { seed, fresh }: { readonly seed: number | undefined; readonly fresh: number },
): Promise<Regrade> {
  const round = Math.max(current.round, unfinished?.round ?? 0) + 1;
  if (unfinished) return { seed: seed ?? fresh, round, before: unfinished.before };
  const before: Standing[] = [];
  // One at a time: a report is large, and of where a submission stands little is kept.
  for (const { lab, name } of submissions) {
    const report = await results.published(lab, name);
    if (report) before.push(standingOf(report));
  }
  return { seed: seed ?? fresh, round, before };
}

/** What a batch knows of itself from one run to the next. */
class BatchFiles {
  readonly #results: ResultStore;
  readonly #settingsPath: string;
  readonly regradePath: string;

  constructor(results: ResultStore) {
    this.#results = results;
    this.#settingsPath = join(results.folder, "results/batch.json");
    this.regradePath = join(results.folder, "results/regrade.json");
  }

  /** The settings that the batch began with: these, if it begins now. */
  async settings(ifNew: Settings): Promise<Settings> {
    await this.#results.files.create(this.#settingsPath, `${JSON.stringify(ifNew)}\n`);
    const known = settings.safeParse(await readJson(this.#settingsPath));
    if (known.success) return known.data;
    throw new UserError(`${this.#settingsPath} is no batch of ours, or it is damaged: remove it, or give another folder with --out.`);
  }

  async change(to: Settings): Promise<void> {
    await this.#results.files.replace(this.#settingsPath, `${JSON.stringify(to)}\n`);
  }

  async regrade(): Promise<Regrade | undefined> {
    return (await readJson(this.regradePath)) as Regrade | undefined;
  }

  async beginRegrade(regrade: Regrade): Promise<void> {
    await this.#results.files.replace(this.regradePath, `${JSON.stringify(regrade)}\n`);
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
