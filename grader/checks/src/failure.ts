import type { Fail, Text } from "@wirelab/model";

/** Thrown where the student's program broke a rule. Any other error is taken for the grader's own trouble. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  /** Travels with the error from vitest's worker to its reporter. */
  readonly failure: Fail;

  constructor(failure: Omit<Fail, "kind" | "message" | "diagnosis" | "texts">, message: Text, diagnosis?: Text) {
    super(message.en);
    this.failure = {
      kind: "fail",
      message: message.en,
      ...failure,
      ...(diagnosis && { diagnosis: diagnosis.en }),
      texts: { message, ...(diagnosis && { diagnosis }) },
    };
  }
}
