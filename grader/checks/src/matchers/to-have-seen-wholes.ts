import { type Text, text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Sight, Watcher } from "../watcher.ts";

/**
 * Whoever read the file saw one of those that there may be, whole, and would have at any moment.
 * @param options.replacements how often the file was replaced
 */
export async function toHaveSeenWholes(watcher: Watcher, { replacements }: { replacements: number }): Promise<void> {
  await watcher.stop();
  const { check, wrong } = watcher;
  if (!wrong && watcher.replacements <= replacements) return;
  const message = wrong
    ? describe(wrong)
    : text(
        "The old file was removed before the new one had its name: whoever reads between the two finds nothing.",
        "新文件还没有用上这个名字，旧文件就被删掉了：这中间来读的人什么也找不到。",
      );
  throw await explain(check, { situation: "watch", program: check.programs.at(-1), message });
}

function describe({ content, slowly }: Sight): Text {
  if (content === "missing")
    return text("A reader found no file while it was being replaced.", "文件正在被替换的时候，读它的人发现文件不见了。");
  if (slowly)
    return text(
      "A reader that had opened the old file, and read on after it was replaced, got bytes that are not the old file's.",
      "有人打开了旧文件，文件被替换之后继续往下读，读到的却不是旧文件的内容。",
    );
  return text(
    `A reader saw neither the old file nor the new one, but something of ${content.length} bytes.`,
    `读文件的人看到的既不是旧文件，也不是新文件，而是 ${content.length} 字节的别的东西。`,
  );
}
