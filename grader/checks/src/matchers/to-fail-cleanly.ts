import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Program } from "../program.ts";
import { hasStackTrace } from "../stack-trace.ts";
import { toExit, toExplainItself } from "./to-exit.ts";

/** The program ends by itself, in time, with an exit code that is not 0, and has said on stderr why, in words and not by a stack trace. */
export async function toFailCleanly(program: Program): Promise<void> {
  await toExit(program, "failure");
  await toExplainItself(program);
  if (!hasStackTrace(program.stderr.lastLines(shown))) return;
  throw await explain(program.check, {
    situation: "exit",
    program,
    message: text(
      "The program ended with a stack trace; say what went wrong in a sentence for whoever started it.",
      "程序以一段调用栈信息结束；请用一句话告诉使用者出了什么问题。",
    ),
  });
}

/** A stack trace is found among so many of the last lines. */
const shown = 60;
