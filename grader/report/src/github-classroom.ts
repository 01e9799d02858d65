import { counts, type GradeReport, hasFault, type StageReport } from "@wirelab/model";
import { forStudent } from "./edition.ts";
import { cause, namedChecks, refusedLines, stageName } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { escapeJson } from "./neutral.ts";
import { words } from "./terminal/words.ts";
import { commonDivisor, wholePoints } from "./whole-points.ts";

/**
 * What GitHub Classroom's `autograding-grading-reporter` takes from `<ID>_RESULTS`: JSON in base64, on one line.
 * One of its readers adds up scores, another counts passed tests. Both come to the same total, as each test is worth as many
 * points as any other: a stage is told as several tests where it has more points.
 */
export const githubClassroom: Format = {
  name: "github-classroom",
  each: (report, context) => [
    {
      path: `github-classroom/${report.lab}/${report.submission}.txt`,
      content: `${Buffer.from(escapeJson(JSON.stringify(results(forStudent(report), context)))).toString("base64")}\n`,
    },
  ],
};

interface Test {
  readonly name: string;
  readonly status: "pass" | "fail" | "error";
  readonly score: number;
  readonly message: string | null;
  readonly test_code: string;
  readonly filename: string;
  readonly line_no: number;
  readonly duration: number;
}

function results(report: GradeReport, context: ReportContext): object {
  const judged = { ...report, stages: report.stages.filter(({ checks }) => checks.some(counts)) };
  const whole = wholePoints(judged);
  const worth = commonDivisor([...judged.stages.map(({ points }) => points), ...whole]);
  const tests = judged.stages.flatMap((stage, index) => testsOf(stage, whole[index] ?? 0, worth, report, context));
  // The reader refuses an empty list.
  const nothing: Test = { ...blank, name: report.lab, status: "error", message: words.fault[context.language] };
  return {
    version: 1,
    status: hasFault(report) ? "error" : report.earned < report.possible ? "fail" : "pass",
    max_score: report.possible,
    tests: withAside(tests.length > 0 ? tests : [nothing], refusedLines(report, context.language)),
  };
}

/** What is to be said about the whole submission stands with the first test that says why it did not pass, else with the first. */
function withAside(tests: readonly Test[], lines: readonly string[]): readonly Test[] {
  if (lines.length === 0) return tests;
  const place = Math.max(
    0,
    tests.findIndex(({ message }) => message !== null),
  );
  return tests.map((one, index) => {
    const message = [...lines, ...(one.message === null ? [] : [one.message])].join("\n").slice(0, longestMessage);
    return index === place ? { ...one, message } : one;
  });
}

/** A stage as one test for each share of its points; why it did not pass stands with the first that failed. */
function testsOf(stage: StageReport, earned: number, worth: number, report: GradeReport, context: ReportContext): Test[] {
  const name = stageName(stage, labOf(report, context), context.language);
  const [passed, all] = [earned / worth, stage.points / worth];
  const reasons = namedChecks(report, context)
    .filter(({ check }) => check.stage === stage.id && check.verdict.kind !== "pass")
    .map(({ check, title }) => `${title}: ${cause(check, context.language)}`);
  return Array.from({ length: all }, (_, index) => ({
    ...blank,
    name: all === 1 ? name : `${name} (${index + 1}/${all})`,
    status: index < passed ? "pass" : "fail",
    score: index < passed ? worth : 0,
    message: index === passed ? reasons.join("\n").slice(0, longestMessage) : null,
    duration: index === 0 ? Math.round(stage.checks.reduce((total, { ms }) => total + ms, 0)) : 0,
  }));
}

/** The whole travels in one environment variable, for which Linux has room for 128 KiB. */
const longestMessage = 1000;

const blank = { score: 0, message: null, test_code: "", filename: "", line_no: 0, duration: 0 } as const;
