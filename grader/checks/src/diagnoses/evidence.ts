import type { ByteStream } from "../byte-stream.ts";
import type { DatagramPeer } from "../datagram-peer.ts";
import type { Program } from "../program.ts";

/** What the grader was waiting for when the rule was broken. */
export type Situation =
  | "start"
  | "connect"
  | "accept"
  | "send"
  | "receive"
  | "silence"
  | "close"
  | "exit"
  | "memory"
  | "refuse"
  | "stall"
  | "datagram"
  | "wait"
  | "files"
  | "watch";

/** What is known at the moment of a failure. */
export interface Evidence {
  readonly situation: Situation;
  /** The bytes that should have come, and those that came, from the same point on. */
  readonly expected: Buffer | undefined;
  readonly actual: Buffer | undefined;
  readonly program: Program | undefined;
  readonly peer: ByteStream | undefined;
  /** The check's other peers. */
  readonly others: readonly ByteStream[];
  /** Names in a directory that should not be there. */
  readonly surplus: readonly string[];
  /** The peer that exchanges datagrams with the program, and the check's others of the kind. */
  readonly exchange: Pick<DatagramPeer, "sent" | "taken" | "inbox"> | undefined;
  readonly otherExchanges: readonly Pick<DatagramPeer, "sent">[];
}
