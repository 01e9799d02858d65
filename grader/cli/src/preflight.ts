import { whyNoBwrap } from "@wirelab/sandbox";

/**
 * Makes sure that programs can be isolated as asked.
 * @throws {SandboxError} where they cannot: nothing is graded with less isolation than asked for
 */
export async function preflight(sandbox: "bwrap" | "none"): Promise<void> {
  if (sandbox === "none") return;
  const reason = await whyNoBwrap();
  if (reason !== undefined) throw new SandboxError(`${reason}.\nTo grade programs that you trust without isolation: --sandbox none`);
}

/** This machine cannot do what was asked. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
