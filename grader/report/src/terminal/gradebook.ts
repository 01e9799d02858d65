import { type GradeReport, hasFault, type Lab, type Language } from "@wirelab/model";
import stringWidth from "string-width";
import type { Style } from "./style.ts";
import { statusMark, words } from "./words.ts";

interface Context {
  readonly language: Language;
  readonly style: Style;
}

const colours = { passed: "green", failed: "red", skipped: "dim", fault: "magenta" } as const;

/** A class in one lab: a row for each submission, a mark for each stage, the points, and the first stage that failed. */
export function gradebook(lab: Lab, reports: readonly GradeReport[], { language, style }: Context): string {
  const rows = reports.toSorted((a, b) => a.submission.localeCompare(b.submission));
  const name = Math.max(...rows.map(({ submission }) => stringWidth(submission)), stringWidth(words.submission[language]));
  const numbers = lab.stages.map((_, index) => String((index + 1) % 10)).join(" ");
  const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - stringWidth(text)));
  const total = words.total[language];
  return [
    style("bold", `${lab.id} · ${lab.title[language]}`),
    style("dim", `${pad(words.submission[language], name)}  ${numbers}  ${" ".repeat(Math.max(0, 7 - stringWidth(total)))}${total}  ${words.failedFirst[language]}`),
    ...rows.map((report) => {
      const marks = report.stages.map(({ status }) => style(colours[status], statusMark[status])).join(" ");
      const points = `${report.earned}${report.possible === 100 ? "" : `/${report.possible}`}`.padStart(7);
      const failed = report.stages.find(({ status }) => status === "failed");
      const remark = hasFault(report) ? style("magenta", words.fault[language]) : (failed?.id ?? "");
      return `${pad(report.submission, name)}  ${marks}  ${points}  ${remark}`.trimEnd();
    }),
  ].join("\n");
}
