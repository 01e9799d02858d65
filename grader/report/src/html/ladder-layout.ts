import { type Fail, stdio, type Text, text, type WireEvent } from "@wirelab/model";
import { words as shared } from "../terminal/words.ts";
import { wrongEvent } from "../wrong-event.ts";
import { words } from "./words.ts";

/** A vertical line of the ladder: one who sends and receives. Places are percentages of the width, so that a ladder fits any screen. */
export interface Lane {
  readonly name: Text;
  readonly x: number;
  readonly is: "peer" | "program" | "network";
}

/** The two lanes between which a peer's conversation goes on. */
interface Ends {
  readonly grader: Lane;
  readonly program: Lane;
}

export interface Layout {
  readonly lanes: readonly Lane[];
  readonly ends: (peer: string) => Ends;
  /** Whether the grader's lanes stand close together, each with a name of its own: labels begin after the last of them. */
  readonly crowded: boolean;
  readonly steps: readonly Step[];
}

/** What is noteworthy about an event: it made the check fail, or the other of two transcripts has another in its place. */
export type Mark = "wrong" | "differs";

/** What stands in one row of the ladder. */
export type Step =
  | { readonly kind: "event"; readonly event: WireEvent; readonly at: number; readonly mark: Mark | undefined }
  | { readonly kind: "gap"; readonly ms: number }
  | { readonly kind: "omitted"; readonly count: number };

/** Of many events, so many are shown: how it began, and what led to the failure. */
const shown = { first: 8, last: 28 };

/** With more peers than this, only the one that saw the failure is shown. */
const shownPeers = 4;

/** A silence so long, in milliseconds, is shown as one. */
const silence = 250;

/**
 * Arranges a transcript as a ladder; of nothing, it is nothing.
 * @param differing the event to mark, where it is another than the one that made the check fail
 */
export function layOut(
  transcript: readonly WireEvent[],
  verdict?: Pick<Fail, "peer" | "actual">,
  differing?: WireEvent,
): Layout | undefined {
  const events = readable(transcript, differing?.peer ?? verdict?.peer);
  if (events.length === 0) return undefined;
  const peers = [...new Set(events.map(({ peer }) => peer))];
  const wrong = wrongEvent(events, verdict);
  const markOf = (event: WireEvent): Mark | undefined => (event === differing ? "differs" : event === wrong ? "wrong" : undefined);
  return { ...(isNetwork(peers) ? acrossNetwork(peers) : againstProgram(peers)), steps: stepsOf(events, markOf) };
}

function readable(transcript: readonly WireEvent[], failing: string | undefined): readonly WireEvent[] {
  const peers = [...new Set(transcript.map(({ peer }) => peer))];
  if (peers.length <= shownPeers) return transcript;
  const kept = failing !== undefined ? [failing] : peers.slice(-shownPeers);
  return transcript.filter(({ peer }) => kept.includes(peer));
}

function stepsOf(events: readonly WireEvent[], markOf: (event: WireEvent) => Mark | undefined): Step[] {
  const start = events[0]?.at ?? 0;
  const omitted = Math.max(0, events.length - shown.first - shown.last);
  const isOmitted = (index: number): boolean => omitted > 0 && index >= shown.first && index < shown.first + omitted;
  return events.flatMap((event, index): Step[] => {
    if (isOmitted(index)) return index === shown.first ? [{ kind: "omitted", count: omitted }] : [];
    const before = events[index - 1];
    const pause = before && !isOmitted(index - 1) ? event.at - before.at : 0;
    const step: Step = { kind: "event", event, at: event.at - start, mark: markOf(event) };
    return pause >= silence ? [{ kind: "gap", ms: pause }, step] : [step];
  });
}

/** A network between a client's program and a server's has an end before each of them. */
function isNetwork(peers: readonly string[]): boolean {
  return peers.includes("client") && peers.includes("server") && peers.every((peer) => ["client", "server", stdio].includes(peer));
}

function acrossNetwork(peers: readonly string[]): Omit<Layout, "steps"> {
  const typing = peers.includes(stdio);
  const client: Lane = { name: text("client", "客户端"), x: typing ? 26 : 8, is: "program" };
  const network: Lane = { name: words.network, x: typing ? 52 : 42, is: "network" };
  const server: Lane = { name: text("server", "服务器"), x: 80, is: "program" };
  const keyboard: Lane = { name: text(stdio, stdio), x: 4, is: "peer" };
  const ends = (peer: string): Ends => {
    if (peer === stdio) return { grader: keyboard, program: client };
    return { grader: network, program: peer === "client" ? client : server };
  };
  return { lanes: [...(typing ? [keyboard] : []), client, network, server], ends, crowded: false };
}

/** Every peer has a lane at the left, the program one at the right. */
function againstProgram(peers: readonly string[]): Omit<Layout, "steps"> {
  const program: Lane = { name: shared.yourProgram, x: 80, is: "program" };
  const lanes = new Map(peers.map((peer, index): [string, Lane] => [peer, { name: graders(peer), x: 3 + 6 * index, is: "peer" }]));
  return {
    lanes: [...lanes.values(), program],
    ends: (peer) => ({ grader: lanes.get(peer) ?? program, program }),
    crowded: true,
  };
}

/** A peer's name, said to be the grader's; standard input and output go by their own. */
function graders(peer: string): Text {
  return peer === stdio ? text(peer, peer) : text(`${peer} (${words.graders.en})`, `${peer}（${words.graders.zh}）`);
}
