import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Program } from "../program.ts";
import type { Memory } from "../system/processes.ts";

const mebi = 2 ** 20;

/**
 * The program's memory has at no time been much above what it was.
 * Only where the system tells: see `canObserve`.
 * @param bytes how much more resident memory it may have had
 * @param since what `program.memory()` said before
 */
export async function toGrowByAtMost(program: Program, bytes: number, since: Memory): Promise<void> {
  if (program.exited) {
    const message = text("The program ended while it should go on.", "程序应该继续运行，却结束了。");
    throw await explain(program.check, { situation: "memory", program, message });
  }
  const { peak } = program.memory();
  const grown = peak > since.peak ? peak - since.now : 0;
  if (grown <= bytes) return;
  throw await explain(program.check, {
    situation: "memory",
    program,
    message: text(
      `The program's memory grew by ${Math.round(grown / mebi)} MiB; ${Math.round(bytes / mebi)} MiB is plenty.`,
      `程序的内存增长了 ${Math.round(grown / mebi)} MiB，而 ${Math.round(bytes / mebi)} MiB 就绰绰有余了。`,
    ),
  });
}
