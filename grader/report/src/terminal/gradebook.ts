import { type GradeReport, hasFault, type Lab, type Language, printableName } from "@wirelab/model";
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
  const name = Math.max(...rows.map(({ submission }) => stringWidth(printableName(submission))), stringWidth(words.submission[language]));
  const numbers = lab.stages.map((_, index) => String((index + 1) % 10)).join(" ");
  const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - stringWidth(text)));
  const total = words.total[language];
  return [
    style("bold", `${lab.id} · ${lab.title[language]}`) + style("dim", isolation(reports, language)),
    style(
      "dim",
      `${pad(words.submission[language], name)}  ${numbers}  ${" ".repeat(Math.max(0, 7 - stringWidth(total)))}${total}  ${words.failedFirst[language]}`,
    ),
    ...rows.map((report) => {
      const statuses = lab.stages.map(({ id }) => report.stages.find((stage) => stage.id === id)?.status);
      const marks = statuses.map((status) => (status ? style(colours[status], statusMark[status]) : " ")).join(" ");
      const points = `${report.earned}${report.possible === 100 ? "" : `/${report.possible}`}`.padStart(7);
      const remark = hasFault(report) ? style("magenta", words.fault[language]) : firstFailure(report, language);
      const refused = report.refused ? style("yellow", `(${words.refusedParts[language]}: ${report.refused.length})`) : "";
      return `${pad(printableName(report.submission), name)}  ${marks}  ${points}  ${[refused, remark].filter(Boolean).join(" ")}`.trimEnd();
    }),
  ].join("\n");
}

/** A gradebook says of itself where programs were not isolated. */
function isolation(reports: readonly GradeReport[], language: Language): string {
  return reports.some(({ sandbox }) => sandbox === "none") ? `  (${words.notIsolated[language]})` : "";
}

/** The longest reason that is shown beside a grade, in columns. */
const reasonWidth = 60;

/** The first stage that failed, and in short why. */
function firstFailure({ stages }: GradeReport, language: Language): string {
  const stage = stages.find(({ status }) => status === "failed");
  const verdict = stage?.checks.map((check) => check.verdict).find((candidate) => candidate.kind === "fail");
  if (!stage || !verdict) return "";
  const reason = verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis ?? verdict.texts?.message[language] ?? verdict.message;
  return `${stage.id}: ${shorten(reason.split("\n").join(" "), reasonWidth)}`;
}

function shorten(text: string, width: number): string {
  let short = text;
  while (stringWidth(short) > width) short = short.slice(0, -1);
  return short === text ? text : `${short.trimEnd()}…`;
}
