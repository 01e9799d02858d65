import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { patiently } from "../patience.ts";
import type { Program } from "../program.ts";

/** A program that was not ended by what happened to it within so much idling goes on, in milliseconds. */
const lasting = 40;

/** The program has survived what happened so far. */
export async function toKeepRunning(program: Program): Promise<void> {
  await patiently(program.exit, [program], lasting);
  if (!program.exited) return;
  throw await explain(program.check, {
    situation: "connect",
    program,
    message: text("The program ended while it should go on.", "程序应该继续运行，却结束了。"),
  });
}
