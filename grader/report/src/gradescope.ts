import { type CheckResult, counts, type GradeReport, hasFault, type StageReport, text } from "@wirelab/model";
import { forStudent } from "./edition.ts";
import { explanation, namedChecks, type NamedCheck, refusedLines, stageName } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { prettyJson } from "./neutral.ts";

/**
 * Gradescope's `results.json`. Students read it, so that it holds their edition. No test is hidden, as Gradescope would hide
 * the total along with it: of a hidden check there is its name and whether it passed.
 */
export const gradescope: Format = {
  name: "gradescope",
  each: (report, context) => [
    { path: `gradescope/${report.lab}/${report.submission}.json`, content: prettyJson(results(forStudent(report), context)) },
  ],
};

function results(report: GradeReport, context: ReportContext): object {
  return {
    score: report.earned,
    output: summary(report, context),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: namedChecks(report, context).map((named) => test(named, report, context)),
    extra_data: { lab: report.lab, possible: report.possible, seed: report.seed, sandbox: report.sandbox },
  };
}

function test({ check, title, number }: NamedCheck, report: GradeReport, context: ReportContext): object {
  const stage = report.stages.find(({ id }) => id === check.stage) as StageReport;
  const name = `${stageName(stage, labOf(report, context), context.language)}: ${title}`;
  return { name, number, ...grade(check, stage), output: explanation(check, report, context), tags: [check.stage], visibility: "visible" };
}

/** What a check has no part in the points of is shown as neither passed nor failed. */
function grade(check: CheckResult, stage: StageReport): object {
  if (!counts(check)) return {};
  const total = stage.checks.filter(counts).reduce((sum, { weight }) => sum + weight, 0);
  const max = Math.round((100 * stage.points * check.weight) / total) / 100;
  return check.verdict.kind === "pass" ? { score: max, max_score: max, status: "passed" } : { score: 0, max_score: max, status: "failed" };
}

function summary(report: GradeReport, { language }: ReportContext): string {
  const lines = [`${report.earned}/${report.possible}`, ...(hasFault(report) ? [faulty[language]] : []), ...refusedLines(report, language)];
  return lines.join("\n");
}

const faulty = text(
  "Some checks could not be judged: that is the grader's trouble, not yours. Ask your instructor to run it again.",
  "有些检查无法判定：这是评分器自身的故障，不是你的问题。请让老师重新运行一次。",
);
