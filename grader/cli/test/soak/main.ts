import { whyNoBwrap } from "@wirelab/sandbox";
import { soak, type SoakOptions } from "./soak.ts";

/** `pnpm soak`: kills a grader thirty times in each sandbox mode that this machine has, and says what became of the class. */
const seed = Number(process.argv[2] ?? Date.now() % 2 ** 31);
const modes: SoakOptions["sandbox"][] = (await whyNoBwrap()) === undefined ? ["bwrap", "none"] : ["none"];
for (const sandbox of modes) {
  const began = performance.now();
  const onKill = (number: number, kept: number): void => void process.stderr.write(`kill ${number}: ${kept} results are kept\n`);
  const wanted = 30;
  const { kills, programsKilled, slowestEnd, reports, problems } = await soak({ kills: wanted, submissions: 200, sandbox, seed, onKill });
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `sandbox ${sandbox}, seed ${seed}: ${kills} kills in ${seconds} s took ${programsKilled} processes along, the last of them after ${slowestEnd} ms at most; ` +
      `${reports} whole reports on 200 submissions\n`,
  );
  const all = kills < wanted ? [`only ${kills} of ${wanted} kills met a grader at work`, ...problems] : problems;
  for (const problem of all) process.stdout.write(`✗ ${problem}\n`);
  if (all.length > 0) process.exitCode = 1;
}
