import { type Comparison, firstDifferingCheck, type GradeReport, type Lab, type Language, type Leaderboard, text } from "@wirelab/model";
import * as exported from "../src/index.ts";
import { plain } from "../src/index.ts";
import { annotations, csv, html, json, markdown, type Rule, terminal, xml } from "./hostile-rules.ts";

interface Reporter {
  readonly name: string;
  /** What must hold of all that it shows. */
  readonly rule: Rule;
  /** All that it shows of a class, one text a file. */
  readonly show: (reports: readonly GradeReport[], lab: Lab, language: Language) => readonly string[];
}

/** The rule for each format: a new one gets its row here. */
const rules: Readonly<Record<string, Rule>> = {
  json,
  junit: xml,
  "junit-ci": xml,
  gradescope: json,
  "github-classroom": json,
  "github-summary": markdown,
  "github-annotations": annotations,
  canvas: csv,
  moodle: csv,
  exercism: json,
  html,
};

/** What a reader of base64 gets to see. */
function decoded({ name }: Format, content: string): string {
  return name === "github-classroom" ? Buffer.from(content, "base64").toString() : content;
}

/** Gradebooks have no row for a submission with a fault: they get what was judged. */
function withoutFaults(report: GradeReport): GradeReport {
  const stages = report.stages.filter(({ status }) => status !== "fault");
  return { ...report, stages, possible: stages.reduce((sum, { points }) => sum + points, 0) };
}

/** What is exported beside reporters. */
const others = new Set([
  "stageLine",
  "plain",
  "styleFor",
  "formats",
  "formatNamed",
  "forStudent",
  "withoutTranscripts",
  "Roster",
  "FormatError",
  "neutralLine",
  "neutral",
]);

const apart: readonly Reporter[] = [
  {
    name: "gradebook",
    rule: terminal,
    show: (reports, lab, language) =>
      [undefined, 80].map((columns) => exported.gradebook(lab, reports, { language, style: plain, columns })),
  },
  {
    name: "submissionReport",
    rule: terminal,
    show: (reports, lab, language) =>
      reports.flatMap((report) =>
        [undefined, 40].map((columns) => exported.submissionReport(report, { lab, language, style: plain, columns })),
      ),
  },
  {
    name: "stageTrouble",
    rule: terminal,
    show: (reports, lab, language) =>
      reports.map(({ stages, seed }) =>
        stages.flatMap((stage) => exported.stageTrouble(stage, { lab, language, style: plain, seed })).join("\n"),
      ),
  },
  {
    name: "refusedParts",
    rule: terminal,
    show: (reports, _lab, language) =>
      reports.flatMap((report) => {
        const refused = [{ path: report.submission, reason: text("a link", "链接") }];
        return exported.refusedParts({ ...report, refused }, { language, style: plain });
      }),
  },
  {
    name: "comparisonReport",
    rule: terminal,
    show: (reports, lab, language) =>
      reports.flatMap((report) =>
        [80, 140].map((columns) => exported.comparisonReport(besideRight(report), { lab, language, style: plain, columns })),
      ),
  },
  {
    name: "comparisonPage",
    rule: html,
    show: (reports, lab, language) =>
      reports.map((report) => exported.comparisonPage(besideRight(report), { labs: new Map([[lab.id, lab]]), language })),
  },
  {
    name: "leaderboardReport",
    rule: terminal,
    show: (reports, lab, language) => [exported.leaderboardReport(ranking(reports, lab), { lab, language, style: plain })],
  },
  {
    name: "leaderboardPage",
    rule: html,
    show: (reports, lab, language) => [exported.leaderboardPage(ranking(reports, lab), { labs: new Map([[lab.id, lab]]), language })],
  },
];

function ranking(reports: readonly GradeReport[], lab: Lab): Leaderboard {
  const rows = reports.map(({ submission, earned, possible }, at) => ({ place: at + 1, submission, earned, possible }));
  return { version: 1, lab: lab.id, seed: 1, sandbox: "none", rows };
}

/** A report beside one that passes everything, with a measurement that met the same fault. */
function besideRight(submission: GradeReport): Comparison {
  const stages = submission.stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) => ({ ...check, verdict: { kind: "pass" as const } })),
  }));
  const reference = { ...submission, submission: "reference", stages };
  const errors = submission.stages.flatMap(({ checks }) =>
    checks.flatMap(({ verdict }) => (verdict.kind === "fault" ? [verdict.error] : [])),
  );
  const measurements = errors.map((error) => ({
    id: "start-up",
    title: text("start-up", "启动"),
    unit: "ms" as const,
    better: "less" as const,
    stage: "listen",
    outcome: { kind: "fault" as const, error },
  }));
  const difference = firstDifferingCheck(submission, reference, "tcp");
  const { lab, seed, sandbox } = submission;
  return { version: 1, lab, seed, sandbox, submission, reference, ...(difference && { difference }), measurements };
}

interface Format {
  readonly name: string;
  each?(report: GradeReport, context: object): readonly { path: string; content: string }[];
  all?(reports: readonly GradeReport[], context: object): readonly { path: string; content: string }[];
}

const {
  formats = [],
  html: pages,
  Roster,
} = exported as { formats?: readonly Format[]; html?: Format; Roster?: new (students: object[]) => object };
const inFiles = [...new Set([...formats, ...(pages ? [pages] : [])])].map((format): Reporter => ({
  name: format.name,
  rule: rules[format.name] ?? (() => ["there is no rule for this format: add one to reporters.ts"]),
  show: (all, lab, language) => {
    const reports = rules[format.name] === csv ? all.map(withoutFaults) : all;
    const roster = Roster && new Roster(reports.map(({ submission }, at) => studentCalled(submission, at)));
    const context = { labs: new Map([[lab.id, lab]]), language, at: new Date(0), roster };
    const files = [...reports.flatMap((report) => format.each?.(report, context) ?? []), ...(format.all?.(reports, context) ?? [])];
    return files.map(({ content }) => decoded(format, content));
  },
}));

/** A row of a roster that says nothing but a hostile name in every field; the ids must differ. */
function studentCalled(name: string, at: number): object {
  const id = `${name}${at}`;
  return { folder: name, student: name, id, sisUserId: id, sisLoginId: id, section: name, username: id, idNumber: id, email: id };
}

/** Every way in which grades are shown. */
export const reporters: readonly Reporter[] = [...apart, ...inFiles];

/** What is exported and might show grades, though no row here tells how. */
export const unknown = Object.keys(exported).filter((name) => !others.has(name) && !reporters.some((reporter) => reporter.name === name));
