import type { TestContext } from "vitest";
import { currentJob } from "./current-job.ts";
import { hiddenSuite } from "./job.ts";

type Task = TestContext["task"];
type Suite = NonNullable<Task["suite"]>;

/** The suite of the stage that a check belongs to. */
export function stageSuite(task: Task): Suite {
  let suite = task.suite;
  if (suite?.name === hiddenSuite) suite = suite.suite;
  if (!suite) throw new Error(`the check "${task.name}" belongs to no stage`);
  return suite;
}

/** Tells when all checks of a stage are over, and whether the program failed one of them. */
class Progress {
  readonly failed: Promise<boolean>;
  readonly #settle: (failed: boolean) => void;
  #open: number;
  #failed = false;

  constructor(checks: number) {
    this.#open = checks;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.failed = promise;
    this.#settle = resolve;
    if (checks === 0) resolve(false);
  }

  finish(failed: boolean): void {
    this.#open -= 1;
    this.#failed ||= failed;
    if (this.#open === 0) this.#settle(this.#failed);
  }
}

const progress = new Map<string, Progress>();

/**
 * Waits until it is known whether a check's stage may run.
 * @returns the id of the stage that it needs, where that one failed or was skipped
 */
export async function failedNeed(task: Task): Promise<string | undefined> {
  const stage = stageSuite(task);
  const { needs } = currentJob().stages.find(({ id }) => id === stage.name) ?? {};
  const needed = stage.file.tasks.find(({ name }) => name === needs);
  if (needed?.type !== "suite") return undefined;
  return (await progressOf(needed).failed) ? needed.name : undefined;
}

/**
 * Notes that a check is over. What this machine could not check, and the grader's own faults, hold no other stage back.
 * @param skippedForNeed whether the check was skipped because its own stage needs one that failed
 */
export function finishCheck(task: Task, skippedForNeed: boolean): void {
  const [error] = task.result?.errors ?? [];
  const failed = error !== undefined && ("failure" in error || error.name === "AssertionError");
  progressOf(stageSuite(task)).finish(failed || skippedForNeed);
}

function progressOf(suite: Suite): Progress {
  const known = progress.get(suite.name) ?? new Progress(countChecks(suite));
  progress.set(suite.name, known);
  return known;
}

function countChecks(suite: Suite): number {
  return suite.tasks.reduce((sum, task) => sum + (task.type === "suite" ? countChecks(task) : 1), 0);
}
