import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Peer } from "../peer.ts";

/** The program stopped reading this peer, which sends and does not read, before `sendUntilStalled()` had sent everything. */
export async function toHaveStalled(peer: Peer): Promise<void> {
  if (peer.stalled) return;
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
