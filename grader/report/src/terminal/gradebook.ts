import { type GradeReport, hasFault, type Lab, type Language, printableName } from "@wirelab/model";
import stringWidth from "string-width";
import type { Style } from "./style.ts";
import { statusMark, words } from "./words.ts";

interface Context {
  readonly language: Language;
  readonly style: Style;
  /** The width of the terminal, which no line exceeds for its reason's sake. */
  readonly columns?: number | undefined;
}

const colours = { passed: "green", failed: "red", skipped: "dim", fault: "magenta" } as const;

/** A class in one lab: a row for each submission, a mark for each stage, the points, and the first stage that failed. */
export function gradebook(lab: Lab, reports: readonly GradeReport[], { language, style, columns }: Context): string {
  const rows = reports.toSorted((a, b) => a.submission.localeCompare(b.submission));
  const names = [words.submission[language], ...rows.map(({ submission }) => printableName(submission))];
  const name = Math.max(leastName, ...names.map((one) => stringWidth(one)));
  const numbers = lab.stages.map((_, index) => String((index + 1) % 10)).join(" ");
  const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - stringWidth(text)));
  const total = words.total[language];
  const before = name + numbers.length + gaps + pointsWidth;
  return [
    style("bold", `${lab.id} · ${lab.title[language]}`) + style("dim", isolation(reports, language)),
    style(
      "dim",
      `${pad(words.submission[language], name)}  ${numbers}  ${" ".repeat(Math.max(0, pointsWidth - stringWidth(total)))}${total}  ${words.failedFirst[language]}`,
    ),
    ...rows.map((report) => {
      const statuses = lab.stages.map(({ id }) => report.stages.find((stage) => stage.id === id)?.status);
      const marks = statuses.map((status) => (status ? style(colours[status], statusMark[status]) : " ")).join(" ");
      const points = `${report.earned}${report.possible === 100 ? "" : `/${report.possible}`}`.padStart(pointsWidth);
      const refused = report.refused ? `(${words.refusedParts[language]}: ${report.refused.length})` : "";
      const room = columns === undefined ? undefined : columns - before - (refused === "" ? 0 : stringWidth(refused) + 1);
      const remark = hasFault(report) ? style("magenta", words.fault[language]) : firstFailure(report, language, room);
      return `${pad(printableName(report.submission), name)}  ${marks}  ${points}  ${[refused && style("yellow", refused), remark].filter(Boolean).join(" ")}`.trimEnd();
    }),
  ].join("\n");
}

/** A gradebook says of itself where programs were not isolated. */
function isolation(reports: readonly GradeReport[], language: Language): string {
  return reports.some(({ sandbox }) => sandbox === "none") ? `  (${words.notIsolated[language]})` : "";
}

/** Columns that names have at least, so that one lab's table mostly stands exactly below another's. */
const leastName = 10;

/** Columns of the points, and of the three gaps beside them. */
const [pointsWidth, gaps] = [7, 6];

/** The longest reason that is shown beside a grade, in columns; and the shortest that is worth it. */
const reasonWidth = { most: 60, least: 12 };

/**
 * The first stage that failed, and in short why.
 * @param room how many columns there are for it
 */
function firstFailure({ stages }: GradeReport, language: Language, room = Infinity): string {
  const stage = stages.find(({ status }) => status === "failed");
  const verdict = stage?.checks.map((check) => check.verdict).find((candidate) => candidate.kind === "fail");
  if (!stage || !verdict) return "";
  const reason = verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis ?? verdict.texts?.message[language] ?? verdict.message;
  const width = Math.min(reasonWidth.most, room - stringWidth(`${stage.id}: `));
  return width < reasonWidth.least ? stage.id : `${stage.id}: ${shorten(reason.split("\n").join(" "), width)}`;
}

function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const short = Array.from(new Intl.Segmenter().segment(text.slice(0, 2 * width)), ({ segment }) => segment);
  while (stringWidth(short.join("")) >= width) short.pop();
  return `${short.join("").trimEnd()}…`;
}
