import { type Text, text } from "@wirelab/model";

/** What a comparison says around its figures, in both languages. */
export const words = {
  besideReference: text("beside the reference", "与参考实现对比"),
  stage: text("stage", "阶段"),
  reference: text("reference", "参考实现"),
  total: text("total", "总分"),
  differsAt: text("The first check that tells them apart", "第一个结果不同的检查"),
  noDifference: text("No check tells the two apart.", "没有哪个检查的结果不同。"),
  firstDifference: text("≠ the first event that differs", "≠ 第一个不同的事件"),
  alikeOnWire: text("On the wire, nothing tells the two apart.", "在线上，两者没有不同。"),
  nothingMore: text("nothing more", "之后再没有事件"),
  colon: text(": ", "："),
  passes: text("passes", "通过"),
  fails: text("fails", "未通过"),
  measured: text("Measured in turn", "交替测量"),
  measurement: text("measurement", "测量项"),
  ratio: text("ratio", "比值"),
  howToRead: text(
    "Medians, with the least and the most in brackets. The ratio is the submission's value for 1 of the reference's.",
    "数值为中位数，括号内为最小值和最大值。比值是以参考实现为 1 时提交的数值。",
  ),
  leaderboard: text("Leaderboard", "排行榜"),
  howToRank: text(
    "Points come first; among the same points, the ratio does. The red mark is the reference, the thin line the spread.",
    "先比得分；得分相同再比比值。红色刻度是参考实现，细线是波动范围。",
  ),
  place: text("place", "名次"),
  submission: text("submission", "提交"),
  points: text("points", "得分"),
  notMeasured: text("not measured", "未测量"),
} satisfies Record<string, Text>;
