import { type CheckResult, counts, type GradeReport, hasFault, type StageReport, text } from "@wirelab/model";
import { forStudent } from "./edition.ts";
import { explanation, namedChecks, type NamedCheck, refusedLines, stageName } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { prettyJson } from "./neutral.ts";
import { shares } from "./shares.ts";

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
  const points = new Map(report.stages.flatMap((stage) => [...pointsOf(stage)]));
  return {
    // Where nothing could be judged there is no score, as 0 would look like the student's.
    ...(report.possible > 0 && { score: report.earned }),
    output: summary(report, context),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: namedChecks(report, context).map((named) => test(named, points, report, context)),
    extra_data: { lab: report.lab, possible: report.possible, seed: report.seed, sandbox: report.sandbox },
  };
}

type Points = ReadonlyMap<CheckResult, number>;

function test({ check, title, number }: NamedCheck, points: Points, report: GradeReport, context: ReportContext): object {
  const stage = report.stages.find(({ id }) => id === check.stage) as StageReport;
  const name = `${stageName(stage, labOf(report, context), context.language)}: ${title}`;
  const output = explanation(check, report, context);
  return { name, number, ...grade(check, points.get(check)), output, tags: [check.stage], visibility: "visible" };
}

/** What a check has no part in the points of is shown as neither passed nor failed. */
function grade({ verdict }: CheckResult, max: number | undefined): object {
  if (max === undefined) return {};
  return verdict.kind === "pass" ? { score: max, max_score: max, status: "passed" } : { score: 0, max_score: max, status: "failed" };
}

/**
 * What each check of a stage is worth, in hundredths of points. Those that passed add up to what was earned, all of them to the
 * stage's points: Gradescope compares the sum with the assignment's points.
 */
function pointsOf({ points, earned, checks }: StageReport): Points {
  const counted = checks.filter(counts);
  const passed = counted.filter(({ verdict }) => verdict.kind === "pass");
  const others = counted.filter((check) => !passed.includes(check));
  const [all, won] = [Math.round(points * 100), Math.round(earned * 100)];
  return new Map([...worth(won, passed), ...worth(all - won, others)]);
}

function worth(hundredths: number, checks: readonly CheckResult[]): [check: CheckResult, points: number][] {
  const own = shares(
    hundredths,
    checks.map(({ weight }) => weight),
  );
  return checks.map((check, index) => [check, (own[index] ?? 0) / 100]);
}

function summary(report: GradeReport, { language }: ReportContext): string {
  const lines = [`${report.earned}/${report.possible}`, ...(hasFault(report) ? [faulty[language]] : []), ...refusedLines(report, language)];
  return lines.join("\n");
}

const faulty = text(
  "Some checks could not be judged: that is the grader's trouble, not yours. Ask your instructor to run it again.",
  "有些检查无法判定：这是评分器自身的故障，不是你的问题。请让老师重新运行一次。",
);
