import type { WireEvent } from "@wirelab/model";

/** What is kept of a check's conversation: its beginning and its end, bounded whatever the check sends. */
const limits = { first: 40, last: 40, bytesOfEvent: 96 };

/** Writes down what happens on the wire, in order. */
export class Recorder {
  readonly #began = performance.now();
  readonly #first: WireEvent[] = [];
  #last: WireEvent[] = [];
  #stopped = false;

  get events(): readonly WireEvent[] {
    return [...this.#first, ...this.#last];
  }

  /** What follows is the check's own tidying up. */
  stop(): void {
    this.#stopped = true;
  }

  record(peer: string, kind: WireEvent["kind"], detail: { by?: "peer" | "program"; bytes?: Uint8Array } = {}): void {
    if (this.#stopped) return;
    const { by, bytes } = detail;
    const event: WireEvent = {
      at: Math.round((performance.now() - this.#began) * 10) / 10,
      peer,
      kind,
      ...(by && { by }),
      ...(bytes && { bytes: Uint8Array.from(bytes.subarray(0, limits.bytesOfEvent)) }),
      ...(bytes && bytes.length > limits.bytesOfEvent && { size: bytes.length }),
    };
    if (this.#first.length < limits.first) this.#first.push(event);
    else this.#last = [...this.#last.slice(1 - limits.last), event];
  }
}
