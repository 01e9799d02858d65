import { type StageStatus, type Text, text, type Verdict } from "@wirelab/model";

/** What the pages say around the results, beside the words that they share with the terminal. */
export const words = {
  allLabs: text("All labs", "所有实验"),
  back: text("Class", "全班"),
  beginHere: text("Begin here", "从这里开始"),
  checks: text("checks", "项检查"),
  classTitle: text("Class report", "班级成绩报告"),
  color: text("Light or dark", "浅色或深色"),
  commonDiagnoses: text("What they got wrong", "常见错误"),
  diagnosesNote: text("Likely mistakes, by the number of submissions that show them.", "可能的错误，按出现它的提交份数排列。"),
  earlierLeftOut: text("events left out", "个事件略去"),
  everythingPassed: text("Every check passed.", "所有检查都通过了。"),
  fault: text("Not judged", "未能评判"),
  faults: text("Faults", "故障"),
  failedShades: text("failed: nothing, some, most of the points", "未通过：得零分、部分分、大部分分"),
  faultsNote: text(
    "The grader's or this machine's trouble. They cost nobody points; grade these submissions again.",
    "这些是评分器或这台机器自身的问题，不扣任何人的分；请对这些提交重新评分。",
  ),
  faultOfOurs: text(
    "Some checks could not be judged: that is the grader's own trouble, and costs no points.",
    "有检查因评分器自身的故障未能评判，不扣分。",
  ),
  filter: text("Find a student", "查找学生"),
  fullMarks: text("full marks", "满分"),
  gapOf: text("nothing for", "静默"),
  graders: text("grader", "评分器"),
  goTo: text("Skip to the results", "跳到成绩"),
  graded: text("Report of", "报告时间"),
  hidden: text("hidden", "隐藏"),
  isolated: text("isolated (bubblewrap)", "已隔离（bubblewrap）"),
  lost: text("lost", "丢失"),
  median: text("median", "中位数"),
  mostFailed: text("Checks failed most", "最常失败的检查"),
  mostFailedNote: text("By the number of submissions that fail them.", "按未通过的提交份数排列。"),
  network: text("network", "网络"),
  noFailures: text("Nobody failed a check.", "没有人在任何检查上失败。"),
  noSubmission: text("not handed in", "未提交"),
  pickAnArrow: text("Pick what was sent to see its bytes.", "点选一次发送，查看它的字节。"),
  practice: text("practice: not isolated", "练习模式：未隔离"),
  refused: text("Parts of the submission that were not taken", "提交中未被接受的部分"),
  resultsOf: text("Results by student and stage", "各学生、各阶段的成绩"),
  resultsNote: text("Pick a cell to open that stage; a column's head sorts by it.", "点方格打开对应的阶段；点列标题按该列排序。"),
  score: text("points", "得分"),
  seed: text("seed", "种子"),
  showAll: text("everyone", "所有人"),
  showFailing: text("failures", "有失败"),
  showFaults: text("faults", "有故障"),
  showFull: text("full marks", "满分"),
  stderrTail: text("The end of its stderr", "stderr 的末尾"),
  student: text("Student", "学生"),
  students: text("students", "名学生"),
  submissions: text("submissions", "份提交"),
  timeInChecks: text("in checks", "检查用时"),
  total: text("Total", "总分"),
  waitsFor: text("needs", "需要先通过"),
  wire: text("On the wire", "线上的通信"),
} satisfies Record<string, Text>;

export const statusWords: Readonly<Record<StageStatus, Text>> = {
  passed: text("passed", "通过"),
  failed: text("failed", "未通过"),
  skipped: text("skipped", "跳过"),
  fault: words.fault,
};

export const verdictWords: Readonly<Record<Verdict["kind"], Text>> = {
  pass: statusWords.passed,
  fail: statusWords.failed,
  skip: statusWords.skipped,
  fault: words.fault,
};

/** A text form of a status that needs no colour. */
export const marks = { passed: "✓", failed: "✗", skipped: "–", fault: "!", pass: "✓", fail: "✗", skip: "–" } as const;
