import type { Text } from "@wirelab/model";

/** What an update was asked to take is no release, or can't be taken. */
export class BadRelease extends Error {
  override readonly name = "BadRelease";
  readonly text: Text;

  constructor(message: Text) {
    super(message.en);
    this.text = message;
  }
}
