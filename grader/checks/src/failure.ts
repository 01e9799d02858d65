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

  /** The same failure with another sentence on the likely mistake, after the one that there is. */
  withDiagnosis(more: Text | undefined): CheckFailure {
    const { kind: _kind, message, diagnosis: _diagnosis, texts = { message: { en: message, zh: message } }, ...rest } = this.failure;
    const first = texts.diagnosis;
    const joined = first && more ? { en: `${first.en} ${more.en}`, zh: `${first.zh}${more.zh}` } : (more ?? first);
    return new CheckFailure(rest, texts.message, joined);
  }
}
