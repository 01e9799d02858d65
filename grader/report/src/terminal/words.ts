import { type StageStatus, type Text, text } from "@wirelab/model";

/** What the terminal says around the results, in both languages. */
export const words = {
  grader: text("grader", "评分器"),
  yourProgram: text("your program", "你的程序"),
  expected: text("expected", "应为"),
  received: text("received", "实际"),
  stderr: text("stderr", "stderr"),
  hint: text("hint", "提示"),
  again: text("again", "重做"),
  points: text("points", "分"),
  leftOut: text("left out, as this machine lacks", "略去，因为这台机器缺少"),
  refused: text("not taken in:", "未收取："),
  refusedParts: text("not taken in", "未收取"),
  fault: text("the grader's own trouble", "评分器自身的故障"),
  notIsolated: text("practice: not isolated", "练习模式：未隔离"),
  earlier: text("earlier events left out", "更早的事件略去"),
  connect: text("connect", "连接"),
  close: text("close", "关闭"),
  endOfFile: text("end of file", "文件结束"),
  hidden: text("hidden", "隐藏"),
  submission: text("submission", "提交"),
  total: text("total", "总分"),
  failedFirst: text("first failed stage", "首个未通过的阶段"),
} satisfies Record<string, Text>;

export const statusMark: Readonly<Record<StageStatus, string>> = { passed: "✓", failed: "✗", skipped: "-", fault: "!" };
