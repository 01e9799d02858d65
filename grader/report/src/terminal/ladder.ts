import { type Fail, type Language, quote, type WireEvent } from "@wirelab/model";
import stringWidth from "string-width";
import { words } from "./words.ts";

/** Columns between the two lines of the ladder. */
const span = 40;

/** The last events are shown: what led to the failure. */
const shownEvents = 14;

/** With more peers than this, only the one that saw the failure is shown. */
const shownPeers = 4;

/** What happened on the wire, as lines of text: time runs down, each arrow is something sent. */
export function ladder(transcript: readonly WireEvent[], language: Language, failing?: Fail["peer"]): string[] {
  const peers = new Set(transcript.map(({ peer }) => peer));
  const events = merge(peers.size > shownPeers && failing ? transcript.filter(({ peer }) => peer === failing) : transcript);
  if (events.length === 0) return [];
  const shown = events.slice(-shownEvents);
  const names = Math.max(...shown.map(({ peer }) => stringWidth(peer)), stringWidth(words.grader[language]));
  const start = transcript[0]?.at ?? 0;
  const left = events.length - shown.length;
  return [
    `${words.grader[language]}${" ".repeat(Math.max(1, names + span + 2 - stringWidth(words.grader[language])))}${words.yourProgram[language]}`,
    ...(left > 0 ? [`${" ".repeat(names)} ┆  … ${left} ${words.earlier[language]}`] : []),
    ...shown.map((event) => {
      const name = event.peer + " ".repeat(names - stringWidth(event.peer));
      const time = `${Math.round(event.at - start)} ms`.padStart(9);
      return `${name} │${arrow(event, language)}│${time}`;
    }),
  ];
}

function arrow(event: WireEvent, language: Language): string {
  const fromProgram = event.kind === "in" || event.by === "program";
  const label = ` ${labelOf(event, language)} `;
  const line = "─".repeat(Math.max(2, span - 3 - stringWidth(label)));
  return fromProgram ? `◀${line}${label}──` : `──${label}${line}▶`;
}

function labelOf({ kind, bytes, size }: WireEvent, language: Language): string {
  switch (kind) {
    case "open":
      return words.connect[language];
    case "in":
    case "out":
      return bytesLabel(bytes ?? new Uint8Array(), size);
    case "end":
      return "FIN";
    case "reset":
      return "RST";
    case "close":
      return words.close[language];
  }
}

function bytesLabel(bytes: Uint8Array, size = bytes.length): string {
  const room = span - 8;
  for (let limit = Math.min(room, bytes.length); limit >= 0; limit--) {
    const shown = size > limit ? `${quote(bytes.subarray(0, limit))}… ${size} B` : quote(bytes.subarray(0, limit));
    if (stringWidth(shown) <= room) return shown;
  }
  return `${size} B`;
}

/** Joins pieces that came right after one another into one event, as long as they are many: a flood is one arrow. */
function merge(events: readonly WireEvent[]): WireEvent[] {
  const merged: WireEvent[] = [];
  for (const event of events) {
    const last = merged.at(-1);
    if (events.length > shownEvents && last && last.kind === event.kind && last.peer === event.peer && last.bytes && event.bytes) {
      const size = (last.size ?? last.bytes.length) + (event.size ?? event.bytes.length);
      const bytes = last.size === undefined ? Buffer.concat([last.bytes, event.bytes]) : last.bytes;
      merged[merged.length - 1] = { ...last, bytes, ...(size > bytes.length && { size }) };
    } else merged.push(event);
  }
  return merged;
}
