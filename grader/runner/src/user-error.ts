/** Wrong use: its message is one sentence for the person at the keyboard. */
export class UserError extends Error {
  override readonly name = "UserError";
}
