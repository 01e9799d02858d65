import {
  checkOf,
  type Comparison,
  type GradeReport,
  type Lab,
  type Language,
  type Measurement,
  printable,
  printableName,
} from "@wirelab/model";
import { failureTitle } from "../terminal/failure.ts";
import type { Style } from "../terminal/style.ts";
import { words as shared } from "../terminal/words.ts";
import { wrap } from "../terminal/wrap.ts";
import { ratio, spread, value } from "./figures.ts";
import { ladders, wide } from "./ladders.ts";
import { table } from "./table.ts";
import { words } from "./words.ts";

export interface ComparisonContext {
  readonly lab: Lab;
  readonly language: Language;
  readonly style: Style;
  /** The width of the terminal. */
  readonly columns: number;
}

/** A submission beside the reference: points by stage, the first check that tells them apart, what was measured. */
export function comparisonReport(comparison: Comparison, context: ComparisonContext): string {
  const { lab, language, style } = context;
  const { submission, seed, sandbox } = comparison;
  const note = sandbox === "none" ? `  (${shared.notIsolated[language]})` : "";
  return [
    style("bold", `${lab.id} · ${printableName(submission.submission)} ${words.besideReference[language]}`) +
      style("dim", `  seed ${seed}${note}`),
    "",
    ...stageTable(comparison, context),
    "",
    ...difference(comparison, context),
    "",
    ...measurements(comparison, context),
  ]
    .join("\n")
    .trimEnd();
}

function stageTable({ submission, reference }: Comparison, { lab, language, style }: ComparisonContext): string[] {
  const points = ({ earned }: { earned: number }, of: number): string => `${earned}/${of}`;
  const rows = submission.stages.map((stage) => {
    const number = lab.stages.findIndex(({ id }) => id === stage.id) + 1;
    const other = reference.stages.find(({ id }) => id === stage.id);
    return [
      stage.earned === other?.earned ? " " : "≠",
      String(number),
      `${stage.id} · ${stage.title[language]}`,
      points(stage, stage.points),
      other ? points(other, other.points) : "",
    ];
  });
  const total = (report: GradeReport): string => points(report, report.possible);
  const head = ["", "", words.stage[language], printableName(submission.submission), words.reference[language]];
  const foot = ["", "", words.total[language], total(submission), total(reference)];
  const lines = table([head, ...rows, foot], ["right", "left", "right", "left", "left"]);
  return lines.map((line, at) =>
    at === 0 ? style("dim", line) : at === lines.length - 1 ? style("bold", line) : line.startsWith("≠") ? style("yellow", line) : line,
  );
}

/** The first check that tells the two apart: what is said about it, and what happened on the wire. */
function difference(comparison: Comparison, context: ComparisonContext): string[] {
  const { lab, language, style, columns } = context;
  const { difference: found, submission } = comparison;
  const check = found && checkOf(submission, found.check);
  if (!check) return [style("bold", words.noDifference[language])];
  const { verdict } = check;
  const message = verdict.kind === "fail" ? (verdict.texts?.message[language] ?? verdict.message) : "";
  const diagnosis = verdict.kind === "fail" ? (verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis ?? "") : "";
  const outcome = verdict.kind === "fail" ? words.fails : words.passes;
  return [
    style("bold", `${words.differsAt[language]}${words.colon[language]}${failureTitle(check, lab, language)}`),
    `${printableName(submission.submission)} ${outcome[language]}${message === "" ? "" : words.colon[language].trimEnd()}`,
    ...indent(message, columns),
    ...indent(diagnosis, columns).map((line) => style("yellow", line)),
    "",
    ...ladders(comparison, context),
  ];
}

function indent(text: string, columns?: number): string[] {
  return text === "" ? [] : wrap(text, columns && columns - 4).map((line) => `    ${line}`);
}

function measurements({ measurements: all, submission }: Comparison, { language, style, columns }: ComparisonContext): string[] {
  if (all.length === 0) return [];
  const own = printableName(submission.submission);
  const rows = all.flatMap((one) => (one.outcome.kind === "measured" ? [{ one, cells: cellsOf(one, one.outcome) }] : []));
  const head = [words.measurement[language], own, words.reference[language], words.ratio[language]];
  const lines =
    columns >= wide
      ? table([head, ...rows.map(({ one, cells }) => [one.title[language], ...cells])])
      : rows.flatMap(({ one, cells }) => [one.title[language], ...table(cells.map((cell, at) => [`    ${head[at + 1] ?? ""}`, cell]))]);
  return [
    style("bold", words.measured[language]),
    ...(rows.length > 0 ? lines.map((line, at) => (at === 0 && columns >= wide ? style("dim", line) : line)) : []),
    ...all.flatMap((one) => unmeasured(one, language, style)),
    ...(rows.length > 0 ? [style("dim", words.howToRead[language])] : []),
  ];
}

/** Why there is no figure. */
function unmeasured({ title, outcome }: Measurement, language: Language, style: Style): string[] {
  const name = `${title[language]}${words.colon[language]}`;
  if (outcome.kind === "left out") return [style("dim", `- ${name}${outcome.reason[language].split("\n").join(" ")}`)];
  if (outcome.kind === "measured") return [];
  const error = printable(Buffer.from(outcome.error));
  return [style("magenta", `! ${name}${shared.fault[language]}`), ...indent(error)];
}

function cellsOf({ unit }: Measurement, outcome: Extract<Measurement["outcome"], { kind: "measured" }>): string[] {
  return [
    `${value(outcome.submission.median, unit)} (${spread(outcome.submission)})`,
    `${value(outcome.reference.median, unit)} (${spread(outcome.reference)})`,
    `${ratio(outcome.ratio.median)} (${spread(outcome.ratio, ratio)})`,
  ];
}
