import { type Fail, quote, stdio, type WireEvent } from "@wirelab/model";
import { words as shared } from "../terminal/words.ts";
import { Html, html, svgText } from "./html.ts";
import { type Lane, type Layout, layOut, type Mark, type Step } from "./ladder-layout.ts";
import { words } from "./words.ts";

const heights = { event: 40, gap: 34, omitted: 34, name: 18, top: 6 } as const;

/**
 * What happened on the wire as a drawing: time runs down, each arrow is something sent; its bytes are shown in hex when it is picked.
 * @param differing the event to mark, where it is another than the one that made the check fail
 */
export function ladder(transcript: readonly WireEvent[], verdict?: Pick<Fail, "peer" | "actual">, differing?: WireEvent): Html | undefined {
  const layout = layOut(transcript, verdict, differing);
  if (!layout) return undefined;
  const head = heights.top + heights.name * namesAbove(layout);
  let y = head;
  const rows = layout.steps.map((step) => {
    const row = draw(step, layout, y);
    y += heights[step.kind];
    return row;
  });
  return html`<figure class="ladder">
    <figcaption>${words.wire} <small>${words.pickAnArrow}</small></figcaption>
    <svg width="100%" height="${y + 10}">${layout.lanes.map((lane, index) => drawLane(lane, nameRow(layout, index), y + 6))}${rows}</svg>
    <div class="dump" aria-live="polite" tabindex="0" hidden></div>
  </figure>`;
}

/** The heads of arrows: once on each page that has a ladder. */
export const arrowHeads: Html = html`<svg class="defs" width="0" height="0" aria-hidden="true">
  <defs>
    ${["out", "in", "wrong", "differs", "quiet"].map(
      (name) =>
        html`<marker
          id="head-${name}"
          class="${name}"
          viewBox="0 0 10 10"
          refX="9.5"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
          ><path d="M0 0 10 5 0 10z"
        /></marker>`,
    )}
  </defs>
</svg>`;

/** Names of peers stand one below the other, as their lanes are close together. */
function nameRow({ lanes, crowded }: Layout, index: number): number {
  return crowded && lanes[index]?.is === "peer" ? index : 0;
}

function namesAbove({ lanes, crowded }: Layout): number {
  return crowded ? lanes.length - 1 : 1;
}

function drawLane({ name, x, is }: Lane, row: number, bottom: number): Html {
  const top = heights.top + heights.name * (row + 1);
  const anchor = x < 20 ? "start" : x > 75 ? "end" : "middle";
  const shift = anchor === "start" ? -4 : anchor === "end" ? 4 : 0;
  return html`<line class="lane ${is}" x1="${x}%" x2="${x}%" y1="${top}" y2="${bottom}" /><text
      class="name"
      x="${x}%"
      y="${top - 6}"
      dx="${shift}"
      text-anchor="${anchor}"
      >${svgText(name)}</text
    >`;
}

function draw(step: Step, layout: Layout, y: number): Html {
  switch (step.kind) {
    case "event":
      return drawEvent(step, layout, y);
    case "gap":
      return drawBreak(html`${svgText(words.gapOf)} ${duration(step.ms)}`, y, heights.gap);
    case "omitted":
      return drawBreak(html`${step.count} ${svgText(words.earlierLeftOut)}`, y, heights.omitted);
  }
}

function drawBreak(label: Html, y: number, height: number): Html {
  return html`<rect class="break" x="0" width="100%" y="${y + 8}" height="${height - 12}" /><text
      class="break"
      x="44%"
      y="${y + height / 2 + 6}"
      text-anchor="middle"
      >${label}</text
    >`;
}

/** Of the way to the other side, how much a datagram makes that gets lost. */
const lostAt = 0.55;

function drawEvent({ event, at, mark }: Extract<Step, { kind: "event" }>, layout: Layout, y: number): Html {
  const { grader, program } = layout.ends(event.peer);
  const fromProgram = event.kind === "in" || event.by === "program";
  const [from, to] = fromProgram ? [program.x, grader.x] : [grader.x, program.x];
  const end = event.lost ? from + (to - from) * lostAt : to;
  const look = mark ?? (event.kind === "reset" ? "wrong" : event.bytes ? (fromProgram ? "in" : "out") : "quiet");
  const line = y + heights.event - 10;
  const room = roomFor(layout, from, to);
  const cross = event.lost && html`<text class="cross" x="${end}%" y="${line + 5}" text-anchor="middle">✕</text>`;
  return html`<g class="${look}${event.lost && " lost"}"
    >${mark && html`<rect class="row" x="0" width="100%" y="${y + 2}" height="${heights.event}" rx="6" />`}<line
      x1="${from}%"
      x2="${end}%"
      y1="${line}"
      y2="${line}"
      ${event.lost ? "" : new Html(` marker-end="url(#head-${look})"`)}
    />${cross}<circle cx="${from}%" cy="${line}" r="3" /><foreignObject
      x="${room.from + 1}%"
      width="${room.to - room.from - 2}%"
      y="${line - 27}"
      height="21"
      >${labelOf(event, { mark, leftwards: to < from, several: layout.crowded && layout.lanes.length > 2 })}</foreignObject
    ><text class="time" x="100%" dx="-6" y="${line + 4}" text-anchor="end">${duration(at)}</text></g
  >`;
}

/** Where the words above an arrow stand: from its tail on, and clear of the lanes that are not its own. */
function roomFor({ lanes, crowded }: Layout, from: number, to: number): { from: number; to: number } {
  const right = Math.max(...lanes.map(({ x }) => x));
  if (!crowded) return to > from ? { from, to: right + 4 } : { from: 0, to: from };
  return { from: Math.max(...lanes.filter(({ is }) => is === "peer").map(({ x }) => x)), to: right };
}

const signs: Readonly<Record<Mark, string>> = { wrong: "✗", differs: "≠" };

function labelOf(event: WireEvent, { mark, leftwards, several }: { mark: Mark | undefined; leftwards: boolean; several: boolean }): Html {
  const who = several && html`<i>${event.peer}</i> `;
  const said = event.bytes ? bytesOf(event, event.bytes) : html`<b>${happening(event)}</b>`;
  return html`<div class="label${leftwards && " leftwards"}">
    ${mark && html`<b>${signs[mark]}</b> `}${who}${event.lost && html`<em>${words.lost}</em> `}${said}
  </div>`;
}

function bytesOf({ size }: WireEvent, bytes: Uint8Array): Html {
  const full = size ?? bytes.length;
  const hex = Buffer.from(bytes).toString("hex");
  return html`<button type="button" data-bytes="${hex}" data-size="${full}">
      <code>${quote(bytes)}${full > bytes.length && "…"}</code></button
    ><small>${full} B</small>`;
}

function happening({ kind, peer }: WireEvent): Html {
  if (kind === "open") return html`${shared.connect}`;
  if (kind === "close") return html`${shared.close}`;
  if (kind === "reset") return html`RST`;
  return peer === stdio ? html`${shared.endOfFile}` : html`FIN`;
}

/** A length of time, short enough for a margin. */
export function duration(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 99_950 ? 1 : 0)} s`;
}
