import { type GradeReport, type Language, text } from "@wirelab/model";
import { cause, namedChecks, refusedLines, stageName } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { neutralLine } from "./neutral.ts";
import { words } from "./terminal/words.ts";

/** GitHub shows no more of a step. */
const most = 10;

/**
 * Workflow commands for GitHub's runner: the points as a notice, then the first failure of each stage as an error. What a
 * program sent or printed is left out, as the runner obeys commands wherever it finds them.
 */
export const githubAnnotations: Format = {
  name: "github-annotations",
  all: (reports, context) => [{ path: "github-annotations.txt", content: `${annotations(reports, context).join("\n")}\n` }],
};

function annotations(reports: readonly GradeReport[], context: ReportContext): string[] {
  const { language } = context;
  const failures = reports.flatMap((report) => [...refusedOf(report, language), ...failuresOf(report, reports.length > 1, context)]);
  const shown = failures.length < most ? failures : failures.slice(0, most - 2);
  const left = failures.length - shown.length;
  return [
    command("notice", { title: "wirelab" }, summary(reports, language)),
    ...shown,
    ...(left > 0 ? [command("notice", { title: "wirelab" }, `${left} ${more[language]}`)] : []),
  ];
}

function summary(reports: readonly GradeReport[], language: Language): string {
  const points = reports.map(({ submission, lab, earned, possible }) => `${submission} · ${lab}: ${earned}/${possible}`);
  const shown = points.slice(0, most);
  return [...shown, ...(points.length > most ? [`${points.length - most} ${more[language]}`] : [])].map(neutralLine).join("\n");
}

/** What of the submission was not taken in, as one warning. */
function refusedOf(report: GradeReport, language: Language): string[] {
  const lines = refusedLines(report, language);
  const title = neutralLine(`${report.submission} · ${words.refusedParts[language]}`);
  return lines.length > 0 ? [command("warning", { title }, lines.join("\n"))] : [];
}

/** Of each stage, the check to begin with. */
function failuresOf(report: GradeReport, ofMany: boolean, context: ReportContext): string[] {
  const { language } = context;
  const checks = namedChecks(report, context);
  return report.stages.flatMap((stage) => {
    const own = checks.filter(({ check }) => check.stage === stage.id);
    const first = own.find(({ check }) => check.verdict.kind === "fail") ?? own.find(({ check }) => check.verdict.kind === "fault");
    if (!first) return [];
    const place = context.locate?.(report.lab, first.check);
    const name = `${stageName(stage, labOf(report, context), language)}: ${first.title}`;
    const title = ofMany ? `${neutralLine(report.submission)} · ${name}` : name;
    const level = first.check.verdict.kind === "fail" ? "error" : "warning";
    return [command(level, { title, file: place?.file, line: place?.line }, cause(first.check, language))];
  });
}

/** A workflow command. What is escaped and how is GitHub's rule for data and for properties. */
function command(
  level: "notice" | "warning" | "error",
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`);
  return `::${level} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(data: string): string {
  return data.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

const more = text("more are left out", "项未列出");
