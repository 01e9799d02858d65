import { connect } from "node:net";
import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import { patiently } from "../patience.ts";
import type { Program } from "../program.ts";
import type { Endpoint } from "../system/sockets.ts";

/** A program that still takes connections after so much idling means to go on, in milliseconds. */
const stopsTaking = 500;

/** A listening socket is tried anew after so long, in milliseconds. */
const interval = 10;

/** The program takes no connection at an address, or very soon takes none any more. */
export async function toRefuse(program: Program, endpoint: Partial<Endpoint> = {}): Promise<void> {
  const address = { host: program.host, port: program.port, ...endpoint };
  let given = false;
  const refused = async (): Promise<void> => {
    while (!given && (await isTaken(address))) await new Promise<void>((done) => setTimeout(done, interval));
  };
  const outcome = await patiently(refused(), [program], stopsTaking);
  given = true;
  if (outcome.happened) return;
  await program.listening.look();
  throw await explain(program.check, {
    situation: "refuse",
    program,
    message: text(
      `A connection to ${address.host} port ${address.port} was taken; it should be refused.`,
      `连接 ${address.host} 端口 ${address.port} 成功了，而它应该被拒绝。`,
    ),
  });
}

function isTaken(endpoint: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(endpoint);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
