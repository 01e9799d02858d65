import type { CheckResult, GradeReport, StageReport } from "@wirelab/model";
import XMLBuilder from "fast-xml-builder";
import { explanation, namedChecks, reason, refusedLines, stageName } from "./explain.ts";
import { labOf, type Location, type ReportContext } from "./format.ts";
import { neutralLine } from "./neutral.ts";

type Attributes = Readonly<Record<`@${string}`, string | number>>;

/** An element by its attributes, text and children. */
interface Element extends Attributes {
  readonly "#text"?: string;
  readonly [child: string]: unknown;
}

/** Which attributes a dialect gives to a test case, for where its check is written. */
type Place = (location: Location) => Attributes;

/** Without `suppressBooleanAttributes: false`, a student called "true" would make the document malformed. */
const builder = new XMLBuilder({ attributeNamePrefix: "@", ignoreAttributes: false, format: true, suppressBooleanAttributes: false });

/** A report as JUnit XML: a suite for each stage, a test case for each check. */
export function junitDocument(report: GradeReport, context: ReportContext, place: Place): string {
  const suites = report.stages.map((stage) => suite(stage, report, context, place));
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": neutralLine(`${report.submission} · ${report.lab}`),
      "@tests": sum(suites, "@tests"),
      "@failures": sum(suites, "@failures"),
      "@errors": sum(suites, "@errors"),
      testsuite: suites,
    },
  });
}

function suite(stage: StageReport, report: GradeReport, context: ReportContext, place: Place): Element {
  const count = (kind: string): number => stage.checks.filter(({ verdict }) => verdict.kind === kind).length;
  const own = namedChecks(report, context).filter(({ check }) => check.stage === stage.id);
  return {
    "@name": stageName(stage, labOf(report, context), context.language),
    "@tests": stage.checks.length,
    "@failures": count("fail"),
    "@errors": count("fault"),
    "@skipped": count("skip"),
    "@time": seconds(stage.checks.reduce((total, { ms }) => total + ms, 0)),
    "@timestamp": context.at.toISOString().slice(0, 19),
    properties: { property: properties(stage, report) },
    testcase: own.map(({ check, title }) => testCase(check, title, report, context, place)),
  };
}

function properties(stage: StageReport, { seed, sandbox }: GradeReport): Element[] {
  const values = { points: stage.points, earned: stage.earned, seed, sandbox };
  return Object.entries(values).map(([name, value]) => ({ "@name": name, "@value": value }));
}

/** The student, the lab and the stage make up the class, so that a class of students does not become one heap of tests. */
function testCase(check: CheckResult, title: string, report: GradeReport, context: ReportContext, place: Place): Element {
  const location = context.locate?.(report.lab, check);
  return {
    "@name": title,
    "@classname": neutralLine(`${report.submission}.${report.lab}.${check.stage}`),
    "@time": seconds(check.ms),
    ...(location && place(location)),
    ...outcome(check, report, context),
    ...aside(check, report, context),
  };
}

/** What is to be said about the whole submission stands with its first test case, as there is no other place that viewers show. */
function aside(check: CheckResult, report: GradeReport, { language }: ReportContext): Record<string, string> {
  const lines = report.stages.flatMap(({ checks }) => checks)[0] === check ? refusedLines(report, language) : [];
  return lines.length > 0 ? { "system-out": lines.join("\n") } : {};
}

const elements = { fail: "failure", fault: "error", skip: "skipped" } as const;

function outcome(check: CheckResult, report: GradeReport, context: ReportContext): Record<string, Element> {
  const { kind } = check.verdict;
  if (kind === "pass") return {};
  const element = {
    "@type": kind,
    "@message": reason(check, context.language),
    "#text": explanation(check, report, context),
  };
  return { [elements[kind]]: element };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function sum(suites: readonly Element[], attribute: `@${string}`): number {
  return suites.reduce((total, item) => total + Number(item[attribute]), 0);
}
