import type { CheckResult, GradeReport, Lab } from "@wirelab/model";
import type { Executor } from "../executor.ts";
import type { GradeRequest } from "../grade.ts";
import { UserError } from "../user-error.ts";
import { missingParts } from "./completeness.ts";
import { type Specimen, specimens } from "./corpus.ts";
import { isLacking, problemsOf } from "./outcome.ts";

export interface VerifyOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  readonly sandbox: GradeRequest["sandbox"];
  readonly seed: number;
  /** Leaves out the programs that are written in Python. */
  readonly withoutPython: boolean;
  /**
   * How many rounds there are, each with another seed. The first grades every program in full. Those after it look for flakiness, and so
   * are quick ones.
   */
  readonly repeat: number;
  /** Right programs are graded in full, that none loses a point, and wrong ones only in the stages that they must fail, that none gains one. */
  readonly quick: boolean;
  /** Which part of the corpus is graded, e.g. the first of three, so that several machines share the work; all of it where it is not given. */
  readonly shard?: Shard | undefined;
  /** Which programs are graded, by name, for who works on them; all where it is not given. */
  readonly only?: readonly string[] | undefined;
  /** Told how many of how many gradings are done, and what the last one has shown to be wrong. */
  readonly onProgress: (done: number, all: number, problems: readonly string[]) => void;
}

/** One of `count` parts of a whole; the first has number 1. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** What is known of a lab's checks after they have judged every program of known outcome. */
export interface Verification {
  readonly lab: Lab;
  readonly specimens: readonly Specimen[];
  /** The programs that were left out. */
  readonly leftOut: readonly Specimen[];
  readonly gradings: number;
  /** The checks that there are. */
  readonly checks: readonly CheckResult[];
  /** For each check, by id, the rejected programs that it failed. */
  readonly failedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** What breaks the law for labs; empty where the lab is as it should be. */
  readonly problems: readonly string[];
}

/**
 * Judges a lab's checks by the programs whose outcome is known.
 * @throws {UserError} where there is no program of a name that is given, or a case.json is not as it should be
 */
export async function verify(lab: Lab, options: VerifyOptions): Promise<Verification> {
  const { only } = options;
  const everything = only ? named(only, lab) : partOf(specimens(lab), options.shard);
  const all = options.withoutPython ? everything.filter(({ inPython }) => !inPython) : everything;
  const byName = new Map(all.map((specimen) => [specimen.name, specimen]));
  const requests = Array.from({ length: options.repeat }, (_, round) =>
    all.map(({ name, folder, kind, fails }) => ({
      lab,
      submission: name,
      folder,
      seed: options.seed + round,
      sandbox: options.sandbox,
      ...((options.quick || round > 0) && kind === "rejected" && { stages: fails, withoutNeeds: true }),
    })),
  ).flat();
  const problems: string[] = [];
  const failedBy = new Map<string, Set<string>>();
  let checks: readonly CheckResult[] = [];
  let done = 0;
  for await (const { report } of options.executor.run(requests, options.signal)) {
    const specimen = byName.get(report.submission);
    if (!specimen) throw new Error(`a report came for ${report.submission}, which was not graded`);
    const found = problemsOf(specimen, report).map((problem) => `${specimen.kind} ${specimen.name} (seed ${report.seed}): ${problem}`);
    problems.push(...found);
    options.onProgress(++done, requests.length, found);
    if (specimen.kind === "reference") checks = checksOf(report);
    if (specimen.kind === "rejected") noteFailures(failedBy, specimen.name, report);
  }
  // A part of the corpus cannot show that.
  const toothless = (options.shard || only ? [] : checks)
    .filter(({ id, verdict }) => !failedBy.has(id) && !isLacking(verdict))
    .map(({ id }) => `check ${id} is failed by no rejected program`);
  return {
    lab,
    specimens: all,
    leftOut: everything.filter((specimen) => !all.includes(specimen)),
    gradings: done,
    checks,
    failedBy,
    problems: [...problems, ...toothless, ...(only ? [] : missingParts(lab, checks))],
  };
}

function named(names: readonly string[], lab: Lab): Specimen[] {
  const all = specimens(lab);
  const unknown = names.find((name) => !all.some((specimen) => specimen.name === name));
  if (unknown !== undefined)
    throw new UserError(`${lab.id} has no program "${unknown}": name the reference, the starter or a folder of its corpus.`);
  return all.filter(({ name }) => names.includes(name));
}

/** The reference and the starter are in every part. */
function partOf(all: readonly Specimen[], shard: Shard = { number: 1, count: 1 }): Specimen[] {
  const isFixed = ({ kind }: Specimen): boolean => kind === "reference" || kind === "starter";
  const corpus = all.filter((specimen) => !isFixed(specimen));
  return [...all.filter(isFixed), ...corpus.filter((_, index) => index % shard.count === shard.number - 1)];
}

function checksOf({ stages }: GradeReport): readonly CheckResult[] {
  return stages.flatMap(({ checks }) => checks);
}

function noteFailures(failedBy: Map<string, Set<string>>, name: string, report: GradeReport): void {
  for (const { id, verdict } of checksOf(report)) {
    if (verdict.kind !== "fail") continue;
    failedBy.set(id, (failedBy.get(id) ?? new Set()).add(name));
  }
}
