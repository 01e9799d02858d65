/** How the conversation over a program's standard input and output is called, among the peers. */
export const stdio = "stdio";

/**
 * Something that happened on the wire between the grader's peer and a program.
 * `in` are bytes from the program, `out` bytes to it.
 */
export interface WireEvent {
  /** Milliseconds since the check began. */
  readonly at: number;
  readonly peer: string;
  readonly kind: "open" | "in" | "out" | "end" | "reset" | "close";
  /** Who did it, where `kind` does not tell: `end` and `reset` can come from either side. */
  readonly by?: "peer" | "program";
  /** The datagram got lost on its way. */
  readonly lost?: true;
  /** What was carried; of a long piece, its beginning. */
  readonly bytes?: Uint8Array;
  /** How many bytes were carried, where `bytes` is only their beginning. */
  readonly size?: number;
}
