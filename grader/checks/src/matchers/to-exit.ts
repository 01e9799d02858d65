import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { allowance, patiently } from "../patience.ts";
import type { Program } from "../program.ts";

/**
 * The program ends by itself, in time.
 * @param code its exit code, or `"failure"` for any but 0, or `"any"`
 */
export async function toExit(program: Program, code: number | "failure" | "any"): Promise<void> {
  const outcome = await patiently(program.exit, [program], allowance.exit);
  if (outcome.happened && (code === "any" || (code === "failure" ? outcome.value.code !== 0 : outcome.value.code === code))) return;
  const wanted = code === "failure" ? text("a code that is not 0", "非 0 的退出码") : text(`code ${code}`, `退出码 ${code}`);
  throw await explain(program.check, {
    situation: "exit",
    program,
    message: outcome.happened
      ? text(
          `The program ended with exit code ${outcome.value.code}; it should be ${wanted.en}.`,
          `程序以退出码 ${outcome.value.code} 结束，应该是${wanted.zh}。`,
        )
      : text("The program should have ended and is still running.", "程序应该已经结束，却还在运行。"),
  });
}

/** The program has said on stderr what is wrong. */
export async function toExplainItself(program: Program): Promise<void> {
  if (program.stderr.lastLines(1) !== "") return;
  throw await explain(program.check, {
    situation: "exit",
    program,
    message: text("The program ended without a word on stderr about what is wrong.", "程序结束时没有在 stderr 上说明出了什么问题。"),
  });
}
