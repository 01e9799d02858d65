import type { WireEvent } from "@wirelab/model";

/** What is kept of a check's conversation: its beginning and its end, bounded whatever the check sends. */
const limits = { first: 40, last: 40, bytesOfEvent: 96 };

/** A piece of at least so many bytes, and all that follows it without a break, are one event. */
const flood = 1024;

interface Detail {
  readonly by?: "peer" | "program";
  readonly bytes?: Uint8Array;
  /** Whether the bytes are one datagram, and not a piece of a stream. */
  readonly datagram?: true;
  readonly lost?: true;
}

/** Writes down what happens on the wire, in order. */
export class Recorder {
  #began = performance.now();
  readonly #first: WireEvent[] = [];
  #last: WireEvent[] = [];
  #stopped = false;

  get events(): readonly WireEvent[] {
    return [...this.#first, ...this.#last];
  }

  /** So many milliseconds that have passed do not count. */
  leaveOut(milliseconds: number): void {
    this.#began += milliseconds;
  }

  /** What follows is the check's own tidying up. */
  stop(): void {
    this.#stopped = true;
  }

  record(peer: string, kind: WireEvent["kind"], detail: Detail = {}): void {
    if (this.#stopped) return;
    const { by, bytes, lost, datagram } = detail;
    if (bytes && !datagram && this.#joinFlood(peer, kind, bytes.length)) return;
    const event: WireEvent = {
      at: Math.round((performance.now() - this.#began) * 10) / 10,
      peer,
      kind,
      ...(by && { by }),
      ...(lost && { lost }),
      ...(bytes && { bytes: Uint8Array.from(bytes.subarray(0, limits.bytesOfEvent)) }),
      ...(bytes && bytes.length > limits.bytesOfEvent && { size: bytes.length }),
    };
    if (this.#first.length < limits.first) this.#first.push(event);
    else this.#last = [...this.#last.slice(1 - limits.last), event];
  }

  /** Of a flood, one event is kept, that grows: its pieces one by one would tell nothing. */
  #joinFlood(peer: string, kind: WireEvent["kind"], size: number): boolean {
    const events = this.#last.length > 0 ? this.#last : this.#first;
    const last = events.at(-1);
    const sizeSoFar = last?.size ?? last?.bytes?.length ?? 0;
    if (!last || last.peer !== peer || last.kind !== kind || sizeSoFar < flood) return false;
    events[events.length - 1] = { ...last, size: sizeSoFar + size };
    return true;
  }
}
