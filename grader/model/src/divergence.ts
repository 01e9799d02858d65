import type { Transport } from "./lab.ts";
import { stdio, type WireEvent } from "./transcript.ts";

/** The first events in which two transcripts differ, by their place; not there on a side where nothing more happened. */
export interface Divergence {
  readonly submission?: number;
  readonly reference?: number;
}

/**
 * Where two transcripts of one check part. Times do not count, nor how a stream was cut into pieces; peers that talk side by side are
 * each compared for themselves. Bytes that differ come first. Where what the one program says only begins what the other one says,
 * the order counts: who said something before its turn, or nothing at all.
 */
export function firstDivergence(
  submission: readonly WireEvent[],
  reference: readonly WireEvent[],
  transport: Transport,
): Divergence | undefined {
  const peers = [...new Set([...submission, ...reference].map(({ peer }) => peer))];
  const pairs = peers.map((peer) => {
    const isStream = transport === "tcp" || peer === stdio;
    return [stepsOf(submission, peer, isStream), stepsOf(reference, peer, isStream), isStream] as const;
  });
  return (
    first(pairs.map(([own, other, isStream]) => wrongBytes(own, other, isStream))) ??
    first(pairs.map(([own, other, isStream]) => apart(own, other, isStream)))
  );
}

interface Piece {
  readonly index: number;
  readonly event: WireEvent;
}

/** What happened at one peer without a break in one direction: of a stream, all pieces in a row. Never empty. */
type Step = readonly Piece[];

function stepsOf(transcript: readonly WireEvent[], peer: string, isStream: boolean): Step[] {
  const steps: Step[] = [];
  for (const [index, event] of transcript.entries()) {
    if (event.peer !== peer) continue;
    const last = steps.at(-1);
    if (last && isStream && event.bytes && last[0]?.event.kind === event.kind) steps[steps.length - 1] = [...last, { index, event }];
    else steps.push([{ index, event }]);
  }
  return steps;
}

/** The first byte from the programs that differs, whatever happened between: in the stream, or in the datagrams one by one. */
function wrongBytes(submission: readonly Step[], reference: readonly Step[], isStream: boolean): Divergence | undefined {
  const [own, other] = [submission, reference].map((steps) => {
    const received = steps.filter((step) => step[0]?.event.kind === "in");
    return isStream ? [received.flat()] : received;
  });
  for (const [number, message] of (own ?? []).entries()) {
    const at = differingByte(message, other?.[number] ?? []);
    if (at !== undefined) return divergence(indexAt(message, at), indexAt(other?.[number] ?? [], at));
  }
  return undefined;
}

/** The first step that is not the same in both. */
function apart(submission: readonly Step[], reference: readonly Step[], isStream: boolean): Divergence | undefined {
  for (let at = 0; at < Math.max(submission.length, reference.length); at++) {
    const [own = [], other = []] = [submission[at], reference[at]];
    const byte = differingByte(own, other) ?? (sizeOf(own) === sizeOf(other) ? undefined : Math.min(sizeOf(own), sizeOf(other)));
    const isAlike = isSameKind(own, other);
    if (isAlike && byte === undefined) continue;
    if (!isAlike || !isStream || byte === undefined) return divergence(own[0]?.index, other[0]?.index);
    // Where a stream has ended too early, it is what came instead that differs.
    return divergence(indexAt(own, byte) ?? submission[at + 1]?.[0]?.index, indexAt(other, byte) ?? reference[at + 1]?.[0]?.index);
  }
  return undefined;
}

function isSameKind([own]: Step, [other]: Step): boolean {
  return own?.event.kind === other?.event.kind && own?.event.by === other?.event.by && own?.event.lost === other?.event.lost;
}

/** The offset of the first byte that is known of both, and differs. */
function differingByte(own: Step, other: Step): number | undefined {
  const known = knownBytes(other);
  for (const [offset, byte] of knownBytes(own)) if (known.has(offset) && known.get(offset) !== byte) return offset;
  return undefined;
}

/** Bytes by their offset, in order: of a long piece, a transcript keeps only the beginning. */
function knownBytes(pieces: Step): Map<number, number> {
  const known = new Map<number, number>();
  let start = 0;
  for (const { event } of pieces) {
    for (const [offset, byte] of (event.bytes ?? []).entries()) known.set(start + offset, byte);
    start += sizeOfEvent(event);
  }
  return known;
}

/** The place of the event that carried the byte at an offset. */
function indexAt(pieces: Step, offset: number): number | undefined {
  let end = 0;
  return pieces.find(({ event }) => (end += sizeOfEvent(event)) > offset)?.index;
}

function sizeOf(pieces: Step): number {
  return pieces.reduce((sum, { event }) => sum + sizeOfEvent(event), 0);
}

function sizeOfEvent({ size, bytes }: WireEvent): number {
  return size ?? bytes?.length ?? 0;
}

function divergence(submission: number | undefined, reference: number | undefined): Divergence {
  return { ...(submission !== undefined && { submission }), ...(reference !== undefined && { reference }) };
}

/** The one that came first, of those of all peers. */
function first(divergences: readonly (Divergence | undefined)[]): Divergence | undefined {
  const place = ({ submission = Infinity, reference = Infinity }: Divergence): number => Math.min(submission, reference);
  return divergences.filter((one) => one !== undefined).toSorted((a, b) => place(a) - place(b))[0];
}
