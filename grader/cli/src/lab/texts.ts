import { type Text, text } from "@wirelab/model";
import type { Update } from "@wirelab/release/update";

/** What `lab` says to a student, in both languages. */
export const texts = {
  allPassed: text("All stages that you can check here pass.", "你在这里能检查的阶段全部通过。"),
  stopped: text("Later stages wait for this one; --all goes on.", "后面的阶段要等这一阶段通过；加 --all 可以继续检查。"),
  putAside: text("had been changed; the old text is in", "曾被改动；原来的内容在"),
  kept: text("yours stays; the release has a newer one to look at", "保留你的版本；发布版里有更新的，可以对照看看"),
  updated: updatedText,
  starts: ({ passed, failed, skipped }: Readonly<Record<"passed" | "failed" | "skipped", number>>): Text =>
    text(
      `starts; ${passed} checks pass, ${failed} do not yet, ${skipped} wait for those`,
      `可以启动；${passed} 项检查通过，${failed} 项还没通过，${skipped} 项在等它们`,
    ),
  startsNot: text("does not start:", "无法启动："),
  faults: (count: number): Text =>
    text(
      `${count} checks could not be run; that is the grader's or this machine's trouble, not yours:`,
      `有 ${count} 项检查无法运行；这是评分器或这台机器的问题，不是你的：`,
    ),
  allWell: text("All labs can be worked on here.", "所有实验都可以在这台机器上做。"),
} as const;

function updatedText({ written, removed, kept }: Update, dryRun: boolean): Text {
  const changes = written.length + removed.length;
  if (changes === 0 && kept.length === 0) return text("Your copy is up to date.", "你的副本已经是最新的。");
  if (dryRun) return text(`${changes} files would change; nothing was changed.`, `将有 ${changes} 个文件变化；现在什么都没有改动。`);
  return text(`${changes} files changed; your copy is up to date.`, `${changes} 个文件有变化；你的副本已经是最新的。`);
}
