import { charStart, type Fail, type Language, quote, stdio, type WireEvent } from "@wirelab/model";
import stringWidth from "string-width";
import { wrongEvent } from "../wrong-event.ts";
import { plain, type Style } from "./style.ts";
import { words } from "./words.ts";

/** Columns between the two lines of the ladder. */
export const span = 40;

/** The last events are shown: what led to the failure. */
const shownEvents = 14;

/** With more peers than this, only the one that saw the failure is shown. */
const shownPeers = 4;

/** What happened on the wire, as lines of text: time runs down, each arrow is something sent; what came and was wrong is marked. */
export function ladder(
  transcript: readonly WireEvent[],
  language: Language,
  verdict?: Pick<Fail, "peer" | "actual">,
  style: Style = plain,
): string[] {
  const failing = verdict?.peer;
  const peers = new Set(transcript.map(({ peer }) => peer));
  const events = peers.size > shownPeers && failing ? transcript.filter(({ peer }) => peer === failing) : transcript;
  if (events.length === 0) return [];
  const shown = events.slice(-shownEvents);
  const names = Math.max(...shown.map(({ peer }) => stringWidth(peer)), stringWidth(words.grader[language]));
  const wrong = wrongEvent(shown, verdict);
  const start = transcript[0]?.at ?? 0;
  const left = events.length - shown.length;
  const gap = " ".repeat(Math.max(1, names + span + 2 - stringWidth(words.grader[language])));
  return [
    style("dim", `${words.grader[language]}${gap}${words.yourProgram[language]}`),
    ...(left > 0 ? [`${" ".repeat(names)} ┆  … ${left} ${words.earlier[language]}`] : []),
    ...shown.map((event) => {
      const line = rung(event, { language, names, start, span });
      return event === wrong ? style("red", `${line}  ✗`) : line;
    }),
  ];
}

interface Rails {
  readonly language: Language;
  /** The width of the peers' names. */
  readonly names: number;
  /** When the ladder begins. */
  readonly start: number;
  /** Columns between the two lines. */
  readonly span: number;
}

/** One event as a line: whose, what went which way, and when. */
export function rung(event: WireEvent, { language, names, start, span: width }: Rails): string {
  const name = event.peer + " ".repeat(names - stringWidth(event.peer));
  return `${name} │${arrow(event, language, width)}│${`${Math.round(event.at - start)} ms`.padStart(9)}`;
}

function arrow(event: WireEvent, language: Language, width: number): string {
  const fromProgram = event.kind === "in" || event.by === "program";
  const label = ` ${labelOf(event, language, width - 8)} `;
  const line = "─".repeat(Math.max(2, width - 3 - stringWidth(label)));
  const [left, right] = event.lost ? [lostHead, lostHead] : ["◀", "▶"];
  return fromProgram ? `${left}${line}${label}──` : `──${label}${line}${right}`;
}

/** Where the arrow of a lost datagram ends. */
const lostHead = "╳";

function labelOf({ kind, peer, bytes, size }: WireEvent, language: Language, room: number): string {
  switch (kind) {
    case "open":
      return words.connect[language];
    case "in":
    case "out":
      return bytesLabel(bytes ?? new Uint8Array(), room, size);
    case "end":
      return peer === stdio ? words.endOfFile[language] : "FIN";
    case "reset":
      return "RST";
    case "close":
      return words.close[language];
  }
}

function bytesLabel(bytes: Uint8Array, room: number, size = bytes.length): string {
  for (let limit = Math.min(room, bytes.length); limit >= 0; limit--) {
    const text = quote(bytes.subarray(0, charStart(bytes, limit)));
    const shown = size > limit ? `${text}… ${size} B` : text;
    if (stringWidth(shown) <= room) return shown;
  }
  return `${size} B`;
}
