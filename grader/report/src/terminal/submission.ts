import { type CheckResult, type GradeReport, printable, printableName, type StageReport } from "@wirelab/model";
import stringWidth from "string-width";
import { checkTitle, failedTitle, failure, type FailureContext, indent } from "./failure.ts";
import { statusMark, words } from "./words.ts";

type Context = Omit<FailureContext, "seed">;

const colours = { passed: "green", failed: "red", skipped: "dim", fault: "magenta" } as const;

/** Columns of a stage's number, title and points. */
const stageWidth = 72;

/** One line for a stage: its mark, number, title and points. */
export function stageLine(stage: StageReport, { lab, language, style }: Context): string {
  const number = lab.stages.findIndex(({ id }) => id === stage.id) + 1;
  const title = `${String(number).padStart(2)} ${stage.id} · ${stage.title[language]}`;
  const points = `${stage.earned}/${stage.points}`;
  const gap = " ".repeat(Math.max(2, stageWidth - stringWidth(title) - points.length));
  return `${style(colours[stage.status], statusMark[stage.status])} ${title}${gap}${points}`;
}

/** What came of one submission: a line for each stage, and each failure in full below its stage. */
export function submissionReport(report: GradeReport, context: Context): string {
  const { language, style, lab } = context;
  const lines = report.stages.flatMap((stage) => [stageLine(stage, context), ...stageTrouble(stage, { ...context, seed: report.seed })]);
  const note = report.sandbox === "none" ? `  (${words.notIsolated[language]})` : "";
  return [
    style("bold", `${lab.id} · ${printableName(report.submission)}`),
    ...refusedParts(report, context),
    ...lines,
    style("bold", `${report.earned}/${report.possible} ${words.points[language]}`) + style("dim", `  seed ${report.seed}${note}`),
  ].join("\n");
}

/** What of the submission was not taken in, a line each. */
export function refusedParts({ refused = [] }: GradeReport, { language, style }: Pick<Context, "language" | "style">): string[] {
  return refused.map(
    ({ path, reason }) => style("yellow", `- ${words.refused[language]} ${printableName(path)}`) + `  ${reason[language]}`,
  );
}

/** The failures and faults of a stage: the first in full, as the one to begin with, the others by name. */
export function stageTrouble(stage: StageReport, context: FailureContext): string[] {
  const [first, ...others] = stage.checks.flatMap((check) => (check.verdict.kind === "fail" ? [{ check, verdict: check.verdict }] : []));
  const rest = [
    ...others.map(({ check }) => failedTitle(check, context)),
    ...stage.checks.flatMap((check) => leftOut(check, context)),
    ...stage.checks.flatMap((check) => (check.verdict.kind === "fault" ? fault(check, check.verdict.error, context) : [])),
  ];
  if (!first) return rest;
  const blocks = [failure(first.check, first.verdict, context), rest].filter((lines) => lines.length > 0);
  return ["", ...blocks.flatMap((lines) => [...lines, ""])];
}

function leftOut(check: CheckResult, { lab, language, style }: FailureContext): string[] {
  const { verdict } = check;
  if (verdict.kind !== "skip" || !verdict.lacking) return [];
  return [indent(style("yellow", `- ${checkTitle(check, lab, language)}: ${words.leftOut[language]} ${verdict.needs}`), "title")];
}

function fault(check: CheckResult, error: string, { lab, language, style }: FailureContext): string[] {
  return [
    indent(style("magenta", `! ${checkTitle(check, lab, language)}: ${words.fault[language]}`), "title"),
    ...printable(Buffer.from(error))
      .split("\n")
      .map((line) => indent(line, "details")),
  ];
}
