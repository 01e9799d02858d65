import type { GradeReport } from "@wirelab/model";

/**
 * What was earned in each stage, in whole points that add up to the whole points earned in all. The total is rounded down,
 * and no stage becomes full by rounding, so that whoever lost something does not get everything.
 */
export function wholePoints({ stages, earned }: GradeReport): number[] {
  const whole = stages.map((stage) => Math.floor(stage.earned));
  let left = Math.floor(earned) - whole.reduce((sum, points) => sum + points, 0);
  const byFraction = stages
    .map((stage, index) => ({ index, fraction: stage.earned % 1, room: stage.points - Math.floor(stage.earned) }))
    .filter(({ fraction, room }) => fraction > 0 && room > 1)
    .toSorted((a, b) => b.fraction - a.fraction);
  for (const { index } of byFraction) {
    if (left === 0) break;
    whole[index] = (whole[index] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}

/** The greatest number that divides all of these. */
export function commonDivisor(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => {
    let [big, small] = [a, b];
    while (small > 0) [big, small] = [small, big % small];
    return big;
  }, 0);
}
