import { type CheckResult, type GradeReport, type Lab, type Text, text } from "@wirelab/model";
import type { ReportContext } from "../format.ts";

/** The lab of a report; where it is not there any more, what the report itself tells of it. */
export function labOf({ lab: id, stages }: GradeReport, { labs }: Pick<ReportContext, "labs">): Lab {
  const known = labs.get(id);
  if (known) return known;
  const bare = stages.map(({ id: stage, points, title }) => ({ id: stage, points, title, hint: text("", "") }));
  return { id, title: text(id, id), programs: [], stages: bare, checkTitles: {} };
}

export function checkTitle({ title }: Pick<CheckResult, "title">, { checkTitles }: Lab): Text {
  return text(title, checkTitles[title] ?? runnersTitles[title] ?? title);
}

/** Titles of what stands for checks where none could be run. */
const runnersTitles: Readonly<Record<string, string>> = {
  "the submission can be started": "提交能够启动",
  "no check ran": "没有检查运行过",
  "the run": "整次运行",
};

/** What a stage's or check's place on a page is called. */
export function anchor(id: string): string {
  return id.replaceAll("/", "--");
}
