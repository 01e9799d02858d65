import type { Text } from "@wirelab/model";

/** A submission that cannot be started as it is: the student's to mend. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly text: Text;

  constructor(message: Text) {
    super(message.en);
    this.text = message;
  }
}
