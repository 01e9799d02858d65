import type { MeasurementDescription } from "@wirelab/model";
import { describe, type TestAPI, type TestContext } from "vitest";
import { currentJob } from "./current-job.ts";

/**
 * Declares a measurement: a scenario made of the fixtures of checks, in which `sample` takes one value. It is run in rounds,
 * with the submission's program and with the reference's in turn, so that both have the same neighbours on this machine.
 * @param test the lab's own, or the one of all checks
 */
export function measure<Fixtures>(
  test: TestAPI<Fixtures>,
  measurement: MeasurementDescription,
  scenario: (context: TestContext & Fixtures) => Promise<void>,
): void {
  const { measurements: job } = currentJob();
  if (!job) throw new Error("measurements are declared in a file of their own: this run is one of checks");
  if (job.only === "ranking" ? !measurement.ranks : job.only && !job.only.includes(measurement.id)) return;
  const isPassed = job.passed.includes(measurement.stage);
  describe(measurement.id, () => {
    // Both authors' rounds bear one name: by it, random values are drawn.
    for (let round = 1; round <= job.rounds; round++)
      for (const author of ["student", "reference"] as const)
        test.skipIf(!isPassed)(`round ${round}`, { meta: { measurement, author } }, scenario);
  });
}
