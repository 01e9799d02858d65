export type Code = "BAD_HEADER" | "BAD_NAME" | "TOO_LARGE" | "NOT_AN_IMAGE" | "FAILED";

/** An upload that is not wanted. */
export class Refusal extends Error {
  readonly code: Code;

  constructor(code: Code) {
    super(code);
    this.code = code;
  }
}
