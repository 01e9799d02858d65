/** The ports of one grading. */
export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** Enough for the checks of a few stages. */
const portsPerGrading = 25;

/** Each of vitest's workers has ports of its own, away from those that the commands pick first. */
const portsPerWorker = 2000;
let next = 20_000 + ((Number(process.env["VITEST_POOL_ID"] ?? 0) * portsPerWorker) % 12_000);

/** Ports that no other grading of these tests is given. */
export function nextPorts(count = portsPerGrading): Ports {
  const from = next;
  next += count;
  return { from, to: next - 1 };
}
