import { showDifference, type Text } from "@wirelab/model";
import type { ByteStream } from "./byte-stream.ts";
import type { Check } from "./check.ts";
import type { DatagramPeer } from "./datagram-peer.ts";
import { diagnose } from "./diagnoses/index.ts";
import type { Evidence, Situation } from "./diagnoses/evidence.ts";
import { originalPositions } from "./original-positions.ts";
import { tellingLines } from "./telling-lines.ts";
import { CheckFailure } from "./failure.ts";
import { patiently } from "./patience.ts";
import type { Program } from "./program.ts";

interface Observation {
  readonly situation: Situation;
  readonly message: Text;
  readonly program?: Program | undefined;
  readonly peer?: ByteStream | undefined;
  /** The peer, where datagrams are exchanged. */
  readonly exchange?: DatagramPeer;
  /** The name of a peer that never came to be. */
  readonly peerName?: string;
  readonly expected?: Buffer;
  readonly actual?: Buffer;
  /** Names in a directory that should not be there. */
  readonly surplus?: readonly string[];
}

/** A program that crashes closes its sockets, connected or listening, before its exit is known: how long to wait for it, in idle milliseconds. */
const exitAfterClose = 150;

/** Turns something that a program did wrong into a failure, with the likely mistake where the evidence tells. */
export async function explain(check: Check, observation: Observation): Promise<CheckFailure> {
  const { situation, message, program, peer, exchange, expected, actual, surplus = [] } = observation;
  if (program && (peer?.ending || situation === "connect" || situation === "memory") && !program.exited)
    await patiently(program.exit, [program], exitAfterClose);
  if (program && !program.exited && (situation === "start" || situation === "connect")) await program.listening.look();
  const evidence: Evidence = {
    situation,
    expected,
    actual,
    program,
    peer,
    others: check.peers.filter((other) => other !== peer),
    surplus,
    exchange,
    otherExchanges: check.datagramPeers.filter((other) => other !== exchange),
  };
  const name = (peer ?? exchange)?.name ?? observation.peerName;
  const shown = expected && actual ? showDifference(expected, actual) : undefined;
  const stderr = program && originalPositions(tellingLines(program.stderr.lastLines(40)), program.box);
  return new CheckFailure(
    {
      ...(shown && { expected: shown.expected, actual: shown.actual }),
      ...(name !== undefined && { peer: name }),
      ...(stderr && { stderr }),
    },
    message,
    diagnose(evidence),
  );
}
