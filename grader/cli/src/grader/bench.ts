import { sandboxes } from "@wirelab/sandbox";
import { foldersOf, grade, type GradeRequest, loadLab, parallelChecks, portsOf, stage } from "@wirelab/runner";
import type { GradeReport } from "@wirelab/model";
import { Command } from "commander";
import { bareStarts } from "../bench/floor.ts";
import { ringCosts } from "../bench/rings.ts";
import { type Spread, spread } from "../bench/spread.ts";
import { anySeed } from "../options.ts";
import { provision } from "../provision.ts";

const rounds = 5;

export function benchCommand(signal: AbortSignal): Command {
  return new Command("bench")
    .description(
      "Compares the time to grade a reference with the time of as many bare starts of it, and starts in each ring of the sandbox with starts outside it.",
    )
    .argument("[lab]", "the lab", "tcp-server")
    .action((lab: string) => bench(lab, signal));
}

async function bench(id: string, signal: AbortSignal): Promise<void> {
  const lab = await loadLab(id);
  const { sandbox } = await provision();
  const folder = foldersOf(lab.id).solution;
  await using staged = await stage(folder, lab, sandboxes.none, []);
  const [, ...args] = Object.values(staged.commands)[0] ?? [];
  const command = [process.execPath, ...args];
  const ports = portsOf(0);
  const request: GradeRequest = { lab, submission: "reference", folder, seed: anySeed(), sandbox };

  const grading: number[] = [];
  const floor: number[] = [];
  let checks = 0;
  // The two in turn, so that both have the same neighbours on this machine; the first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const graded = await time(() => grade(request, { signal, ports }));
    checks = countChecks(graded.result);
    const bare = await time(() => bareStarts(command, staged.box, checks, parallelChecks, ports.to + 1));
    if (round === 0) continue;
    grading.push(graded.ms);
    floor.push(bare.ms);
  }
  const rings = sandbox === "bwrap" ? await ringCosts() : undefined;
  const ratios = grading.map((ms, round) => ms / (floor[round] ?? ms));
  process.stdout.write(
    [
      `${lab.id}: ${checks} checks, ${parallelChecks} at a time, sandbox ${sandbox}, median of ${rounds} rounds`,
      `grading the reference   ${Math.round(spread(grading).median)} ms`,
      `as many bare starts     ${Math.round(spread(floor).median)} ms`,
      `ratio                   ${spread(ratios).median.toFixed(2)}  (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      ...(rings
        ? [
            `ring 1, around a run       ${inWords(rings.run)} more than a plain start`,
            `ring 2, around a program   ${inWords(rings.program)} more than a start in ring 1`,
          ]
        : []),
      "",
    ].join("\n"),
  );
}

/** The median, and in brackets where the middle half of all rounds lies. */
function inWords({ low, median, high }: Spread): string {
  return `${median.toFixed(1)} ms (${low.toFixed(1)} to ${high.toFixed(1)})`;
}

async function time<T>(action: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await action();
  return { result, ms: performance.now() - began };
}

function countChecks({ stages }: GradeReport): number {
  return stages.reduce((sum, { checks }) => sum + checks.length, 0);
}
