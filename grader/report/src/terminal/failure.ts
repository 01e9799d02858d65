import type { CheckResult, Fail, Lab, Language, Text } from "@wirelab/model";
import stringWidth from "string-width";
import { nextSteps } from "../next-steps.ts";
import { ladder } from "./ladder.ts";
import type { Style } from "./style.ts";
import { words } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface FailureContext {
  readonly lab: Lab;
  readonly language: Language;
  readonly style: Style;
  readonly seed: number;
  /** The width of the terminal, at which sentences are broken; without it, they are not. */
  readonly columns?: number | undefined;
}

/** A check's title in the reader's language. */
export function checkTitle({ title }: CheckResult, lab: Lab, language: Language): string {
  return language === "en" ? title : (lab.checkTitles[title] ?? title);
}

/** A check, by the number and id of its stage and its title. */
export function failureTitle(check: CheckResult, lab: Lab, language: Language): string {
  const number = lab.stages.findIndex(({ id }) => id === check.stage) + 1;
  return `${number} ${check.stage} · ${markedTitle(check, lab, language)}`;
}

function markedTitle(check: CheckResult, lab: Lab, language: Language): string {
  const title = checkTitle(check, lab, language);
  return check.hidden ? `${title} (${words.hidden[language]})` : title;
}

/** How far what is said about a check is indented: its title stands below that of its stage. */
const indents = { title: 5, details: 7 } as const;

export function indent(line: string, what: keyof typeof indents): string {
  return line === "" ? "" : " ".repeat(indents[what]) + line;
}

/** A failure below the title of its check. */
export function failure(check: CheckResult, verdict: Fail, context: FailureContext): string[] {
  const room = context.columns === undefined ? undefined : context.columns - indents.details;
  const details = failureDetails(check, verdict, { ...context, columns: room }).flatMap((lines) => lines.split("\n"));
  return [failedTitle(check, context), ...details.map((line) => indent(line, "details"))];
}

/** That a check failed, in a line below its stage's. */
export function failedTitle(check: CheckResult, { lab, language, style }: FailureContext): string {
  return indent(style("red", `✗ ${markedTitle(check, lab, language)}`), "title");
}

/** Bytes behind their label. What is said about them has a line of its own where the two do not fit into one. */
function labelled(label: string, bytes: string, { style, columns = Infinity }: Pick<FailureContext, "style" | "columns">): string[] {
  const before = stringWidth(label) + 2;
  const size = bytes.lastIndexOf("  (");
  const fits = size < 0 || before + stringWidth(bytes) <= columns;
  const [first, ...rest] = fits ? [bytes] : [bytes.slice(0, size), bytes.slice(size + 2)];
  return [`${style("dim", label)}  ${first}`, ...rest.map((line) => " ".repeat(before) + line)];
}

/** All that a student needs to find the mistake: what was expected, what came, the wire, the likely cause, the hint. */
export function failureDetails(check: CheckResult, verdict: Fail, { lab, language, style, seed, columns }: FailureContext): string[] {
  const message = verdict.texts?.message[language] ?? verdict.message;
  const diagnosis = verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis;
  const expected = verdict.texts?.expected?.[language] ?? verdict.expected;
  const actual = verdict.texts?.actual?.[language] ?? verdict.actual;
  const label = (word: Text): string => style("dim", word[language]);
  const wire = ladder(check.transcript, language, verdict, style);
  return [
    ...wrap(message, columns),
    ...(expected === undefined ? [] : labelled(words.expected[language], expected, { style, columns })),
    ...(actual === undefined ? [] : labelled(words.received[language], actual, { style, columns })),
    ...(wire.length > 0 ? ["", ...wire, ""] : []),
    ...(diagnosis === undefined ? [] : wrap(diagnosis, columns).map((line) => style("yellow", line))),
    ...(verdict.stderr === undefined ? [] : verdict.stderr.split("\n").map((line) => `${label(words.stderr)}  ${line}`)),
    ...nextSteps(check, lab, seed).map((step) => `${label(step.label)}: ${step.command}`),
  ];
}
