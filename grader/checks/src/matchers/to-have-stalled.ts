import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Peer } from "../peer.ts";

/** Systems buffer up to 32 MiB for a connection, whatever the program does; of its own it needs much less than this, in bytes. */
const ownBuffer = 8 * 2 ** 20;

/**
 * The program stopped reading this peer, which sends and does not read, before `sendUntilStalled()` had sent everything;
 * or what it took in, it could still hand on to the system.
 */
export async function toHaveStalled(peer: Peer): Promise<void> {
  if (peer.stalled || (!peer.ending && (await peer.bytesHeld()) < ownBuffer)) return;
  throw await explain(peer.check, {
    situation: "stall",
    program: peer.program,
    peer,
    message: text(
      "The program should have stopped reading a client that does not read its replies.",
      "客户端不读取回复时，程序应该停止读取它。",
    ),
  });
}
