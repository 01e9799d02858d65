import { type Fail, type Text, text } from "@wirelab/model";

/** What is known of a mistake beside what is said about it. */
interface Details extends Pick<Fail, "peer" | "stderr" | "unstarted"> {
  readonly expected?: Text;
  readonly actual?: Text;
}

/** Thrown where the student's program broke a rule. Any other error is taken for the grader's own trouble. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  /** Travels with the error from vitest's worker to its reporter. */
  readonly failure: Fail;
  readonly #details: Details;
  readonly #message: Text;
  readonly #diagnosis: Text | undefined;

  constructor(details: Details, message: Text, diagnosis?: Text) {
    super(message.en);
    this.#details = details;
    this.#message = message;
    this.#diagnosis = diagnosis;
    const { expected, actual, ...rest } = details;
    const texts = { message, ...(diagnosis && { diagnosis }), ...(expected && { expected }), ...(actual && { actual }) };
    const english = Object.fromEntries(Object.entries(texts).map(([name, { en }]) => [name, en]));
    this.failure = { kind: "fail", message: message.en, ...english, ...rest, texts };
  }

  /** The same failure with another sentence on the likely mistake, after the one that there is. */
  withDiagnosis(more: Text | undefined): CheckFailure {
    const first = this.#diagnosis;
    const joined = first && more ? text(`${first.en} ${more.en}`, `${first.zh}${more.zh}`) : (more ?? first);
    return new CheckFailure(this.#details, this.#message, joined);
  }
}
