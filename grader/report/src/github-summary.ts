import { type GradeReport, type Lab, text } from "@wirelab/model";
import { cause, explanation, namedChecks, refusedLines, stageName } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { byLab } from "./gradebook-csv.ts";
import { neutralLine } from "./neutral.ts";
import { statusMark, words } from "./terminal/words.ts";

/** GitHub refuses a longer summary. */
const mostBytes = 2 ** 20;

/** Markdown for a job's summary on GitHub: a table for each lab, and of a single submission every failure. */
export const githubSummary: Format = {
  name: "github-summary",
  all: (reports, context) => {
    const tables = byLab(reports).flatMap(([, own]) => table(own, context));
    const [only, ...others] = reports;
    const details = only && others.length === 0 ? [...refusedParts(only, context), ...failures(only, context)] : [];
    return [{ path: "github-summary.md", content: fit([...tables, ...details], context) }];
  },
};

/** A lab's heading and table, a block for each line. */
function table(reports: readonly [GradeReport, ...GradeReport[]], context: ReportContext): string[] {
  const { language } = context;
  const lab = labOf(reports[0], context);
  const isolation = reports.some(({ sandbox }) => sandbox === "none") ? ` (${words.notIsolated[language]})` : "";
  const head = [words.submission, ...lab.stages.map((_, index) => index + 1), words.points, words.failedFirst];
  return [
    `## ${markdown(`${lab.id} · ${lab.title[language]}${isolation}`)}\n`,
    row(head.map((cell) => (typeof cell === "number" ? String(cell) : cell[language]))),
    row([":--", ...lab.stages.map(() => ":-:"), "--:", ":--"]),
    ...reports.toSorted((a, b) => a.submission.localeCompare(b.submission)).map((report) => row(cells(report, lab, context))),
    "",
  ];
}

function cells(report: GradeReport, lab: Lab, { language }: ReportContext): string[] {
  const marks = lab.stages
    .map(({ id }) => report.stages.find((stage) => stage.id === id)?.status)
    .map((status) => (status ? statusMark[status] : ""));
  const trouble = report.stages.flatMap(({ checks }) => checks);
  const first = trouble.find(({ verdict }) => verdict.kind === "fault") ?? trouble.find(({ verdict }) => verdict.kind === "fail");
  const refused = report.refused ? `(${words.refusedParts[language]}: ${report.refused.length})` : "";
  const remark = [first ? `${first.stage}: ${cause(first, language)}` : "", refused].filter(Boolean).join(" ");
  return [markdown(report.submission), ...marks, `${report.earned}/${report.possible}`, markdown(remark)];
}

/** What of the submission was not taken in, as a list. */
function refusedParts(report: GradeReport, { language }: ReportContext): string[] {
  const lines = refusedLines(report, language);
  return lines.length > 0 ? [`${lines.map((line) => `- ${markdown(line)}`).join("\n")}\n`] : [];
}

/** What did not pass, each check as something to unfold. */
function failures(report: GradeReport, context: ReportContext): string[] {
  const lab = labOf(report, context);
  return namedChecks(report, context).flatMap(({ check, title }) => {
    const stage = report.stages.find(({ id }) => id === check.stage);
    if (!stage || (check.verdict.kind !== "fail" && check.verdict.kind !== "fault")) return [];
    const name = markdown(
      `${statusMark[check.verdict.kind === "fail" ? "failed" : "fault"]} ${stageName(stage, lab, context.language)}: ${title}`,
    );
    return [`<details><summary>${name}</summary>\n\n${preformatted(explanation(check, report, context))}\n\n</details>\n`];
  });
}

function row(columns: readonly string[]): string {
  return `| ${columns.join(" | ")} |`;
}

/** A text as Markdown that shows it and does nothing else: no markup, no HTML, no link, no new cell. */
export function markdown(content: string): string {
  return neutralLine(content)
    .replaceAll(/[!-/:-@[-`{-~]/g, (char) => (/[,.;'"()?/%-]/.test(char) ? char : `&#${char.charCodeAt(0)};`))
    .replaceAll(/\bwww\./gi, (match) => `${match.slice(0, -1)}&#46;`);
}

/** A text as it is, line by line: within this element nothing is Markdown. */
function preformatted(content: string): string {
  return `<pre>${content.replaceAll(/[&<>|]/g, (char) => `&#${char.charCodeAt(0)};`)}</pre>`;
}

/** As many blocks as GitHub takes, and how many it did not. */
function fit(blocks: readonly string[], { language }: ReportContext): string {
  const room = mostBytes - 200;
  const shown: string[] = [];
  let bytes = 0;
  for (const block of blocks) {
    bytes += Buffer.byteLength(block) + 1;
    if (bytes > room) return `${shown.join("\n")}\n\n… ${blocks.length - shown.length} ${leftOut[language]}\n`;
    shown.push(block);
  }
  return `${shown.join("\n")}\n`;
}

const leftOut = text("entries were left out: GitHub shows 1 MiB at most.", "项未列出：GitHub 最多显示 1 MiB。");
