/**
 * Shares a whole number out by weight, in whole numbers that add up to it: each share is rounded down, and what is left goes, one
 * by one, to those that lost most by that.
 */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const rounded = exact.map(Math.floor);
  const left = total - rounded.reduce((all, share) => all + share, 0);
  const byLoss = exact.map((share, index) => ({ index, loss: share % 1 })).toSorted((a, b) => b.loss - a.loss);
  for (const { index } of byLoss.slice(0, left)) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded;
}
