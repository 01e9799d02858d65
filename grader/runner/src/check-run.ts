import type { Job } from "@wirelab/checks/job";
import { type CheckResult, scoreStage, type Stage, type StageReport } from "@wirelab/model";
import { CheckProcess } from "./check-process.ts";
import { type Canary, MachineTrouble } from "./machine.ts";
import type { CheckDescription } from "./messages.ts";
import { setAside, withFaults } from "./unjudged.ts";

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Told of each stage when its last check is over, in the lab's order; the run ends early where it returns `"stop"`. */
  readonly onStage?: ((stage: StageReport) => "go on" | "stop") | undefined;
  /** Tells whether a check process died by the machine's trouble. Without it, one that died is not started again. */
  readonly canary?: Canary | undefined;
}

/** So often a check process may die over a submission, on a machine that is in order, before the submission is set aside. */
const mostDeaths = 3;

/** What is known of the checks, over all the processes that ran them. */
interface Found {
  announced: readonly CheckDescription[];
  /** The first verdict on a check stands, whatever a process that was started in place of a dead one finds. */
  readonly results: Map<string, CheckResult>;
}

/**
 * Runs the checks of one submission.
 * @throws {MachineTrouble} where the machine is to blame for a check process that died
 */
export async function runChecks(job: Job, stages: readonly Stage[], options: RunOptions): Promise<CheckResult[]> {
  const found: Found = { announced: [], results: new Map() };
  for (let deaths = 1; ; deaths++) {
    const end = await runOnce(job, stages, found, options);
    if ("stopped" in end) return end.stopped;
    if (end.death === undefined || !options.canary) return withFaults(found.announced, found.results, end.trouble, end.stray);
    const reason = await options.canary();
    if (reason !== undefined) throw new MachineTrouble(reason);
    if (deaths === mostDeaths) return setAside(stages, found.announced, `${mostDeaths} times (${end.death}). ${end.trouble}`.trim());
  }
}

/** How one check process ended: told to stop, or at its end, with what it said about itself and, where it died, of what. */
type End = { readonly stopped: CheckResult[] } | { readonly death: string | undefined; readonly trouble: string; readonly stray: boolean };

async function runOnce(job: Job, stages: readonly Stage[], found: Found, { signal, onStage }: RunOptions): Promise<End> {
  await using child = await CheckProcess.start(job, signal);
  const { results } = found;
  const errors: string[] = [];
  const open = [...stages];
  let over = false;
  const isOver = ({ id }: Stage): boolean => found.announced.every((check) => check.stage !== id || results.has(check.id));
  for await (const message of child.messages()) {
    if ("checks" in message) found.announced = message.checks;
    else if ("error" in message) errors.push(message.error);
    else if ("over" in message) over = true;
    else if (!results.has(message.id)) {
      results.set(message.id, message);
      const known = inOrder(found);
      for (let [stage] = open; stage && isOver(stage); [stage] = open) {
        open.shift();
        if (onStage?.(scoreStage(stage, known)) === "stop") return { stopped: known.filter(isOf(stages, open)) };
      }
    }
  }
  signal.throwIfAborted();
  const death = over || child.gaveUp || isComplete(found) ? undefined : await child.ended;
  return { death, trouble: [...errors, child.stderr].join("\n").trim(), stray: errors.length > 0 };
}

/** Whether every check has a verdict. */
function isComplete({ announced, results }: Found): boolean {
  return announced.length > 0 && announced.every(({ id }) => results.has(id));
}

/** The results in the order in which the lab has its checks, whichever was over first. */
function inOrder({ announced, results }: Found): CheckResult[] {
  return announced.flatMap(({ id }) => results.get(id) ?? []);
}

/** Whether a result is of a stage that is no longer open. */
function isOf(stages: readonly Stage[], open: readonly Stage[]): (result: CheckResult) => boolean {
  const closed = new Set(stages.filter((stage) => !open.includes(stage)).map(({ id }) => id));
  return ({ stage }) => closed.has(stage);
}
