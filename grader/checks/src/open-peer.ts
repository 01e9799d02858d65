import { once } from "node:events";
import { text } from "@wirelab/model";
import { explain } from "./explain.ts";
import { allowance, patiently } from "./patience.ts";
import { Peer } from "./peer.ts";
import type { Program } from "./program.ts";
import { dial } from "./system/dial.ts";
import type { Endpoint } from "./system/sockets.ts";

/**
 * Connects to a program.
 * @param name how the peer is called in the transcript
 * @throws {CheckFailure} where the program does not take the connection
 */
export async function openPeer(program: Program, name: string, endpoint: Endpoint): Promise<Peer> {
  const { check } = program;
  const socket = dial(endpoint);
  const connected = once(socket, "connect").then(
    () => true,
    () => false,
  );
  const outcome = await patiently(connected, [program], allowance.start);
  if (outcome.happened && outcome.value) {
    const peer = new Peer(program, name, socket, "reply");
    check.recorder.record(name, "open");
    check.peers.push(peer);
    return peer;
  }
  socket.on("error", () => {});
  socket.destroy();
  throw await explain(check, {
    situation: "connect",
    program,
    peerName: name,
    message: text(
      `A connection to ${endpoint.host} port ${endpoint.port} was not taken.`,
      `连接 ${endpoint.host} 端口 ${endpoint.port} 没有成功。`,
    ),
  });
}
