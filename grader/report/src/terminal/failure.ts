import type { CheckResult, Fail, Lab, Language, Text } from "@wirelab/model";
import { nextSteps } from "../next-steps.ts";
import { ladder } from "./ladder.ts";
import type { Style } from "./style.ts";
import { words } from "./words.ts";

export interface FailureContext {
  readonly lab: Lab;
  readonly language: Language;
  readonly style: Style;
  readonly seed: number;
}

/** A check's title in the reader's language. */
export function checkTitle({ title }: CheckResult, lab: Lab, language: Language): string {
  return language === "en" ? title : (lab.checkTitles[title] ?? title);
}

/** A check, by the number and id of its stage and its title. */
export function failureTitle(check: CheckResult, lab: Lab, language: Language): string {
  const number = lab.stages.findIndex(({ id }) => id === check.stage) + 1;
  const hidden = check.hidden ? ` (${words.hidden[language]})` : "";
  return `${number} ${check.stage} · ${checkTitle(check, lab, language)}${hidden}`;
}

/** A failure below the title of its check. */
export function failure(check: CheckResult, verdict: Fail, context: FailureContext): string[] {
  const title = context.style("red", `✗ ${failureTitle(check, context.lab, context.language)}`);
  return [title, ...indent(failureDetails(check, verdict, context)), ""];
}

/** All that a student needs to find the mistake: what was expected, what came, the wire, the likely cause, the hint. */
export function failureDetails(check: CheckResult, verdict: Fail, { lab, language, style, seed }: FailureContext): string[] {
  const message = verdict.texts?.message[language] ?? verdict.message;
  const diagnosis = verdict.texts?.diagnosis?.[language] ?? verdict.diagnosis;
  const expected = verdict.texts?.expected?.[language] ?? verdict.expected;
  const actual = verdict.texts?.actual?.[language] ?? verdict.actual;
  const label = (word: Text): string => style("dim", word[language]);
  const wire = ladder(check.transcript, language, verdict);
  return [
    message,
    ...(expected === undefined ? [] : [`${label(words.expected)}  ${expected}`]),
    ...(actual === undefined ? [] : [`${label(words.received)}  ${actual}`]),
    ...(wire.length > 0 ? ["", ...wire, ""] : []),
    ...(diagnosis === undefined ? [] : [style("yellow", diagnosis)]),
    ...(verdict.stderr === undefined ? [] : verdict.stderr.split("\n").map((line) => `${label(words.stderr)}  ${line}`)),
    ...nextSteps(check, lab, seed).map((step) => `${label(step.label)}: ${step.command}`),
  ];
}

function indent(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split("\n")).map((line) => (line === "" ? "" : `    ${line}`));
}
