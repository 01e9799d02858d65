import { type Text, text } from "@wirelab/model";

/** What `grader grade` says to a teacher beside the results, in both languages. */
export const texts = {
  faults: text(
    "Some checks could not be judged: that is the grader's or this machine's trouble, not the students'.",
    "有些检查没能作出判定：这是评分器或这台机器的问题，不是学生的问题。",
  ),
  taken: (taken: number, all: number): Text =>
    text(`${taken} of ${all} taken from an earlier run.`, `${all} 份中有 ${taken} 份取自之前的运行结果。`),
  interrupted: (done: number, all: number): Text =>
    text(`Interrupted: ${done} of ${all} are graded.`, `已中断：${all} 份中已评 ${done} 份。`),
  machine: (reason: Text, done: number, all: number): Text =>
    text(
      `This machine is at fault, so grading was stopped: ${reason.en}.\n${done} of ${all} are graded.`,
      `这台机器出了问题，评分已停止：${reason.zh}。\n${all} 份中已评 ${done} 份。`,
    ),
  kept: (folder: string, command: string): Text =>
    text(
      `Their reports are kept in ${folder}. To go on with the rest: ${command}`,
      `它们的报告保存在 ${folder}。要继续评其余的，请运行：${command}`,
    ),
  notKept: text(
    "Nothing is kept of them: give a folder with --out, and the next run goes on where this one stopped.",
    "这些结果没有保存：用 --out 指定一个文件夹，下次运行就能从中断处继续。",
  ),
  unchanged: (all: number): Text => text(`Graded anew: none of ${all} has changed.`, `重新评分：${all} 份都没有变化。`),
  changed: (changed: number, all: number): Text =>
    text(`Graded anew: ${changed} of ${all} have changed.`, `重新评分：${all} 份中有 ${changed} 份有变化。`),
  submission: text("submission", "提交"),
  lab: text("lab", "实验"),
  before: text("before", "原来"),
  now: text("now", "现在"),
  checks: text("checks", "检查"),
  more: (count: number): Text => text(`and ${count} more`, `另有 ${count} 项`),
} as const;
