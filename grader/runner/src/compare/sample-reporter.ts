import type { Job } from "@wirelab/checks/job";
import { type MeasurementDescription, toJson, type Verdict } from "@wirelab/model";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";
import { describeError, verdictOf } from "../check-reporter.ts";

/** What came of one round with one program. */
export interface SampleMessage {
  readonly measurement: string;
  readonly author: "student" | "reference";
  readonly verdict: Verdict;
  readonly sample?: number;
}

/** What the process that measures tells, one line of JSON each: the measurements that there are, each sample, errors of its own. */
export type MeasuringMessage = { readonly measurements: readonly MeasurementDescription[] } | { readonly error: string } | SampleMessage;

/** Writes down what was measured, as the reporter of checks does what they found. */
export class SampleReporter implements Reporter {
  readonly #job: Job;
  readonly #write: (line: string) => void;

  constructor(job: Job, write: (line: string) => void) {
    this.#job = job;
    this.#write = write;
  }

  onTestModuleCollected(module: TestModule): void {
    const descriptions = [...module.children.allTests()].map((test) => descriptionOf(test));
    this.#tell({ measurements: [...new Map(descriptions.map((description) => [description.id, description])).values()] });
  }

  onTestCaseResult(test: TestCase): void {
    const { author = "student", sample } = test.meta();
    this.#tell({
      measurement: descriptionOf(test).id,
      author,
      verdict: verdictOf(test, this.#job),
      ...(sample !== undefined && { sample }),
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandled];
    for (const error of errors) this.#tell({ error: describeError(error) });
  }

  #tell(message: MeasuringMessage): void {
    this.#write(toJson(message));
  }
}

function descriptionOf(test: TestCase): MeasurementDescription {
  const { measurement } = test.meta();
  if (!measurement) throw new Error(`"${test.fullName}" stands among the measurements, and was not declared by measure()`);
  return measurement;
}
