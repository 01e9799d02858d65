import { checkOf, type CheckResult, type Comparison, type Language, printableName, type WireEvent } from "@wirelab/model";
import stringWidth from "string-width";
import { rung, span } from "../terminal/ladder.ts";
import type { Style } from "../terminal/style.ts";
import { words as shared } from "../terminal/words.ts";
import { pad } from "./table.ts";
import { words } from "./words.ts";

/** From so many columns on, the two ladders stand side by side. */
export const wide = 100;

/** So many events are shown before the one that differs, and after it. */
const shown = { before: 8, after: 5 };

/** With more peers than this, only the one that saw the difference is shown. */
const shownPeers = 4;

/** Columns of a ladder beside its names and its span: the mark, three lines, the time. */
const margins = 14;

interface Context {
  readonly language: Language;
  readonly style: Style;
  /** The width of the terminal. */
  readonly columns: number;
}

/** Both transcripts of the check that tells the two apart, as ladders beside each other or one below the other. */
export function ladders(comparison: Comparison, context: Context): string[] {
  const { difference, submission, reference } = comparison;
  const [own, other] = [submission, reference].map((report) => difference && checkOf(report, difference.check));
  if (!difference || !own || !other || own.transcript.length + other.transcript.length === 0) return [];
  const { divergence } = difference;
  const isBeside = context.columns >= wide;
  const parts = (check: CheckResult, mark: number | undefined): Part => partOf(check.transcript, divergence && (mark ?? "missing"));
  const [left, right] = [parts(own, divergence?.submission), parts(other, divergence?.reference)];
  const names = Math.max(
    ...[...left.events, ...right.events].map(({ event }) => stringWidth(event.peer)),
    stringWidth(shared.grader[context.language]),
  );
  const room = Math.floor((context.columns - 3) / 2);
  const rails = { names, span: isBeside ? Math.min(span, Math.max(20, room - names - margins)) : span };
  const [first, second] = [
    draw(left, printableName(submission.submission), rails, context),
    draw(right, words.reference[context.language], rails, context),
  ];
  const note = [context.style("dim", divergence ? words.firstDifference[context.language] : words.alikeOnWire[context.language])];
  return isBeside
    ? [...beside(first, second), ...note]
    : [...first.map(({ styled }) => styled), "", ...second.map(({ styled }) => styled), ...note];
}

interface Part {
  readonly events: readonly { readonly event: WireEvent; readonly isMarked: boolean }[];
  /** How many events before these are left out. */
  readonly leftOut: number;
  /** The other transcript goes on where this one has ended. */
  readonly endsEarly: boolean;
  readonly start: number;
}

/** The events around the one that differs. */
function partOf(transcript: readonly WireEvent[], mark: number | "missing" | undefined): Part {
  const marked = typeof mark === "number" ? transcript[mark] : undefined;
  const isCrowded = new Set(transcript.map(({ peer }) => peer)).size > shownPeers;
  const events = isCrowded && marked ? transcript.filter(({ peer }) => peer === marked.peer) : transcript;
  const at = marked ? events.indexOf(marked) : events.length;
  const from = Math.max(0, Math.min(at, events.length) - shown.before);
  return {
    events: events.slice(from, at + shown.after + 1).map((event) => ({ event, isMarked: event === marked })),
    leftOut: from,
    endsEarly: mark === "missing",
    start: transcript[0]?.at ?? 0,
  };
}

interface Line {
  readonly plain: string;
  readonly styled: string;
}

function draw(part: Part, name: string, rails: { names: number; span: number }, { language, style }: Context): Line[] {
  const { events, leftOut, endsEarly, start } = part;
  const indent = " ".repeat(rails.names + 3);
  const head = `  ${pad(shared.grader[language], rails.names + rails.span + 2)}${name}`;
  return [
    { plain: head, styled: style("bold", head) },
    ...(leftOut > 0 ? [unstyled(`${indent}┆ … ${leftOut} ${shared.earlier[language]}`)] : []),
    ...events.map(({ event, isMarked }) => {
      const plain = `${isMarked ? "≠" : " "} ${rung(event, { language, start, ...rails })}`;
      return isMarked ? { plain, styled: style("yellow", plain) } : unstyled(plain);
    }),
    ...(endsEarly ? [missing(`≠${indent.slice(1)}┆ ${words.nothingMore[language]}`, style)] : []),
  ];
}

function unstyled(plain: string): Line {
  return { plain, styled: plain };
}

function missing(plain: string, style: Style): Line {
  return { plain, styled: style("yellow", plain) };
}

function beside(left: readonly Line[], right: readonly Line[]): string[] {
  const width = Math.max(...left.map(({ plain }) => stringWidth(plain)));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const { plain, styled } = left[at] ?? unstyled("");
    return `${styled}${" ".repeat(width - stringWidth(plain))}   ${right[at]?.styled ?? ""}`.trimEnd();
  });
}
