import type { CheckResult, GradeReport } from "@wirelab/model";
import { forStudent } from "./edition.ts";
import { explanation, namedChecks, type NamedCheck, refusedLines, stageNumber } from "./explain.ts";
import { type Format, labOf, type ReportContext } from "./format.ts";
import { neutral, prettyJson } from "./neutral.ts";

/** What Exercism shows of a program's output. */
const longestOutput = 500;

/** An Exercism test runner's `results.json`, version 3: a stage is a task. Students read it, so that it holds their edition. */
export const exercism: Format = {
  name: "exercism",
  each: (report, context) => [{ path: `exercism/${report.lab}/${report.submission}.json`, content: prettyJson(results(report, context)) }],
};

function results(report: GradeReport, context: ReportContext): object {
  const edition = forStudent(report);
  const tests = namedChecks(edition, context).filter(({ check }) => isTest(check));
  const checks = report.stages.flatMap((stage) => stage.checks).filter(isTest);
  const trouble = tests.filter(({ check: { verdict } }) => verdict.kind === "fail" || verdict.kind === "fault");
  const first = trouble.find(({ check }) => !check.hidden) ?? trouble[0];
  const refused = refusedLines(report, context.language);
  if (first && !checks.some(hasRun)) {
    const message = [explanation(first.check, edition, context), ...refused].join("\n");
    return { version: 3, status: "error", message, tests: [] };
  }
  const passed = checks.every(({ verdict }) => verdict.kind === "pass");
  const told = withAside(
    tests.map((named) => test(named, edition, context)),
    refused,
  );
  return { version: 3, status: passed ? "pass" : "fail", tests: told };
}

/** What is to be said about the whole submission stands with the first test that did not pass, else as the output of the first. */
function withAside(tests: readonly Test[], lines: readonly string[]): readonly Test[] {
  if (lines.length === 0) return tests;
  const place = Math.max(
    0,
    tests.findIndex(({ message }) => message !== undefined),
  );
  return tests.map((one, index) => {
    if (index !== place) return one;
    if (one.message !== undefined) return { ...one, message: [one.message, ...lines].join("\n") };
    return { ...one, output: tail(lines.join("\n")) };
  });
}

interface Test {
  readonly name: string;
  readonly status: "pass" | "fail" | "error";
  readonly message?: string;
  readonly output?: string;
  readonly task_id: number;
}

/** What this machine cannot check is no test here: there is no status for it. */
function isTest({ verdict }: CheckResult): boolean {
  return verdict.kind !== "skip" || !verdict.lacking;
}

function hasRun({ verdict }: CheckResult): boolean {
  return verdict.kind === "pass" || (verdict.kind === "fail" && !verdict.unstarted);
}

const statuses = { pass: "pass", fail: "fail", skip: "fail", fault: "error" } as const;

function test({ check, title }: NamedCheck, report: GradeReport, context: ReportContext): Test {
  const { verdict } = check;
  return {
    name: title,
    status: statuses[verdict.kind],
    ...(verdict.kind !== "pass" && { message: explanation(check, report, context) }),
    ...(verdict.kind === "fail" && verdict.stderr !== undefined && { output: tail(neutral(verdict.stderr)) }),
    task_id: stageNumber(check.stage, labOf(report, context)),
  };
}

/** The end of what a program said: it is there that it says why it ended. */
function tail(output: string): string {
  return output.length > longestOutput ? `…${output.slice(1 - longestOutput)}` : output;
}
