import type { WireEvent } from "@wirelab/model";

/** What is kept of a check's conversation: enough to show, bounded whatever the check sends. */
const limits = { events: 400, bytesOfEvent: 160 };

/** Writes down what happens on the wire, in order. */
export class Recorder {
  readonly #began = performance.now();
  readonly #events: WireEvent[] = [];
  #stopped = false;

  get events(): readonly WireEvent[] {
    return this.#events;
  }

  /** What follows is the check's own tidying up. */
  stop(): void {
    this.#stopped = true;
  }

  record(peer: string, kind: WireEvent["kind"], detail: { by?: "peer" | "program"; bytes?: Uint8Array } = {}): void {
    if (this.#stopped || this.#events.length >= limits.events) return;
    const { by, bytes } = detail;
    this.#events.push({
      at: performance.now() - this.#began,
      peer,
      kind,
      ...(by && { by }),
      ...(bytes && { bytes: Uint8Array.from(bytes.subarray(0, limits.bytesOfEvent)) }),
      ...(bytes && bytes.length > limits.bytesOfEvent && { size: bytes.length }),
    });
  }
}
