import { inspect } from "node:util";
import { hiddenSuite, type Job } from "@wirelab/checks/job";
import { text, toJson, type Verdict } from "@wirelab/model";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";
import type { CheckDescription, Message } from "./messages.ts";
import { scratchBytesOf } from "./scratch.ts";

/** Writes what the checks found, one JSON object a line: first the ids of all checks that there are, then each result, and that it is over. */
export class CheckReporter implements Reporter {
  readonly #job: Job;
  readonly #write: (line: string) => void;

  constructor(job: Job, write: (line: string) => void) {
    this.#job = job;
    this.#write = write;
  }

  onTestModuleCollected(module: TestModule): void {
    const checks = [...module.children.allTests()].map((test) => this.#describe(test));
    this.#tell({ checks });
  }

  onTestCaseResult(test: TestCase): void {
    this.#tell({
      ...this.#describe(test),
      verdict: verdictOf(test, this.#job),
      ms: Math.round(test.meta().ms ?? 0),
      transcript: test.meta().transcript ?? [],
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandled];
    for (const error of errors) this.#tell({ error: describeError(error) });
    this.#tell({ over: true });
  }

  #tell(message: Message): void {
    this.#write(toJson(message));
  }

  #describe(test: TestCase): CheckDescription {
    const hidden = test.parent.type === "suite" && test.parent.name === hiddenSuite;
    const suite = hidden ? test.parent.parent : test.parent;
    const stage = suite.type === "suite" ? suite.name : "";
    const slug = test.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "");
    return { id: `${stage}/${slug}`, stage, title: test.name, hidden, weight: test.meta().weight ?? 1 };
  }
}

/** What a check found. */
export function verdictOf(test: TestCase, job: Job): Verdict {
  const result = test.result();
  if (result.state === "passed") return { kind: "pass" };
  if (result.state === "skipped") {
    const needs = result.note ?? "nothing that it names";
    return job.stages.some(({ id }) => id === needs) ? { kind: "skip", needs } : { kind: "skip", needs, lacking: true };
  }
  const error = result.errors?.[0];
  if (error?.["failure"]) return error["failure"] as Verdict;
  if (error?.name === "AssertionError") return failedAssertion(error);
  // In a sandbox, all that the checks write goes into the folder that the programs may write into, too, and next to nothing of it is theirs.
  if (error?.["code"] === "ENOSPC" && job.sandbox === "bwrap") return scratchIsFull(job);
  return { kind: "fault", error: error ? describeError(error) : `vitest left the check ${result.state}` };
}

function scratchIsFull(job: Job): Verdict {
  const room = scratchBytesOf(job) / 2 ** 20;
  const message = text(
    `Your programs have written so much that the check found no room for its own files: ${room} MiB in all checks together is the most.`,
    `你的程序写的文件太多，检查没有空间放自己的文件了：所有检查加起来最多 ${room} MiB。`,
  );
  return { kind: "fail", message: message.en, texts: { message } };
}

function failedAssertion({ message, expected, actual }: SerializedError): Verdict {
  return {
    kind: "fail",
    message,
    ...(expected !== undefined && { expected: inspect(expected) }),
    ...(actual !== undefined && { actual: inspect(actual) }),
  };
}

export function describeError(error: SerializedError): string {
  return error.stack ?? `${error.name ?? "Error"}: ${error.message}`;
}
