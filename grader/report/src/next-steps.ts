import type { CheckResult, Lab, Text } from "@wirelab/model";
import { words } from "./terminal/words.ts";

/**
 * What to type after a failure.
 * Where nothing could be started, a stage's hint is beside the point; a hidden check is not there to run again.
 */
export function nextSteps({ stage, hidden, verdict }: CheckResult, lab: Lab, seed: number): { label: Text; command: string }[] {
  const started = verdict.kind === "fail" && verdict.unstarted !== true;
  return [
    ...(started ? [{ label: words.hint, command: `pnpm lab hint ${lab.id} ${stage}` }] : []),
    ...(started && !hidden ? [{ label: words.again, command: `pnpm lab check ${lab.id} ${stage} --seed ${seed}` }] : []),
  ];
}
