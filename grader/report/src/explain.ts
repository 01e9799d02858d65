import { type CheckResult, type GradeReport, type Lab, type Language, type Text, text } from "@wirelab/model";
import { labOf, type ReportContext } from "./format.ts";
import { neutral, neutralLine } from "./neutral.ts";
import { checkTitle, failureDetails } from "./terminal/failure.ts";
import { plain } from "./terminal/style.ts";
import { words } from "./terminal/words.ts";

/** A check of a report, with a title that no other check of the same stage has. */
export interface NamedCheck {
  readonly check: CheckResult;
  readonly title: string;
  /** Its place in the report: the numbers of its stage and of itself within that. */
  readonly number: string;
}

/** All checks of a report in their order, named apart: a reader that knows tests by their names would drop the second of two. */
export function namedChecks(report: GradeReport, context: ReportContext): NamedCheck[] {
  const lab = labOf(report, context);
  return report.stages.flatMap((stage) => {
    const taken = new Set<string>();
    return stage.checks.map((check, index) => ({
      check,
      title: unique(titleOf(check, lab, context.language), taken),
      number: `${stageNumber(stage.id, lab)}.${index + 1}`,
    }));
  });
}

/** A stage by its number, id and title. */
export function stageName({ id, title }: { readonly id: string; readonly title: Text }, lab: Lab, language: Language): string {
  return neutralLine(`${stageNumber(id, lab)} ${id} · ${title[language]}`);
}

export function stageNumber(id: string, lab: Lab): number {
  return lab.stages.findIndex((stage) => stage.id === id) + 1;
}

function titleOf(check: CheckResult, lab: Lab, language: Language): string {
  const title = neutralLine(checkTitle(check, lab, language));
  return check.hidden ? `${title} (${words.hidden[language]})` : title;
}

function unique(title: string, taken: Set<string>): string {
  let name = title;
  for (let copy = 2; taken.has(name); copy++) name = `${title} (${copy})`;
  taken.add(name);
  return name;
}

/** Why a check did not pass, in one line; nothing where it did. */
export function reason({ verdict }: CheckResult, language: Language): string {
  switch (verdict.kind) {
    case "pass":
      return "";
    case "fail":
      return neutralLine(verdict.texts?.message[language] ?? verdict.message);
    case "skip":
      return neutralLine(`${(verdict.lacking ? words.leftOut : skipped)[language]} ${verdict.needs}`);
    case "fault":
      return words.fault[language];
  }
}

/** The likely mistake behind a failure, or else what was seen, in one line; of what else did not pass, why. */
export function cause(check: CheckResult, language: Language): string {
  const { verdict } = check;
  const diagnosis = verdict.kind === "fail" ? (verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis) : undefined;
  const line = diagnosis === undefined ? reason(check, language) : neutralLine(diagnosis.slice(0, longestCause * 2));
  return line.length > longestCause ? `${line.slice(0, longestCause)}…` : line;
}

const longestCause = 300;

/** What of the submission was not taken in, a line each; of very many, some, and how many more there are. */
export function refusedLines({ refused = [] }: GradeReport, language: Language): string[] {
  const shown = refused.slice(0, mostRefused).map((part) => {
    const line = neutralLine(`${words.refused[language]} ${part.path}  ${part.reason[language]}`);
    return line.length > longestRefused ? `${line.slice(0, longestRefused)}…` : line;
  });
  const left = refused.length - shown.length;
  return left > 0 ? [...shown, `… ${left} ${moreRefused[language]}`] : shown;
}

const mostRefused = 10;
const longestRefused = 300;
const moreRefused = text("more were not taken in", "项也未收取");

/** All there is to say about a check that did not pass: of a failure what its student needs, of a fault what went wrong. */
export function explanation(check: CheckResult, report: GradeReport, context: ReportContext): string {
  const { verdict } = check;
  const { language } = context;
  if (verdict.kind === "fault") return neutral(`${words.fault[language]}\n${verdict.error}`);
  if (verdict.kind !== "fail") return reason(check, language);
  const lab = labOf(report, context);
  return neutral(failureDetails(check, verdict, { lab, language, style: plain, seed: report.seed }).join("\n"));
}

const skipped = text("skipped: needs the stage", "已跳过：需要先通过阶段");
