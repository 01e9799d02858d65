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

/** Tells when all checks of a stage are over, and whether all of them passed. */
class Progress {
  readonly passed: Promise<boolean>;
  readonly #settle: (passed: boolean) => void;
  #open: number;
  #allPassed = true;

  constructor(checks: number) {
    this.#open = checks;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.passed = promise;
    this.#settle = resolve;
  }

  finish(passed: boolean): void {
    this.#open -= 1;
    this.#allPassed &&= passed;
    if (this.#open === 0) this.#settle(this.#allPassed);
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
  return (await progressOf(needed).passed) ? undefined : needed.name;
}

/** Notes that a check is over. */
export function finishCheck(task: Task): void {
  progressOf(stageSuite(task)).finish(task.result?.state === "pass");
}

function progressOf(suite: Suite): Progress {
  const known = progress.get(suite.name) ?? new Progress(countChecks(suite));
  progress.set(suite.name, known);
  return known;
}

function countChecks(suite: Suite): number {
  return suite.tasks.reduce((sum, task) => sum + (task.type === "suite" ? countChecks(task) : 1), 0);
}
