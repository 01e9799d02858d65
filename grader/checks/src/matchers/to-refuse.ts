import { setTimeout as wait } from "node:timers/promises";
import { text } from "@wirelab/model";
import { explain } from "../explain.ts";
import type { Program } from "../program.ts";
import { dial } from "../system/dial.ts";
import type { Endpoint } from "../system/sockets.ts";

/**
 * A program that still takes connections means to go on, once it has been seen asleep so often in between, having dealt with
 * whatever should make it stop, and so much time has passed, in milliseconds.
 */
const enough = { sleeps: 3, time: 400 };

/** For one that never sleeps, so much time is enough, in milliseconds. */
const atMost = 10_000;

/** A listening socket is tried anew after so long, in milliseconds. */
const interval = 25;

/** The program takes no connection at an address, or very soon takes none any more. */
export async function toRefuse(program: Program, endpoint: Partial<Endpoint> = {}): Promise<void> {
  const address = { host: program.host, port: program.port, ...endpoint };
  const began = performance.now();
  let sleeps = 0;
  for (let passed = 0; passed < atMost && (sleeps < enough.sleeps || passed < enough.time); passed = performance.now() - began) {
    if (!(await isTaken(address))) return;
    if (await program.settled()) sleeps += 1;
    await wait(interval);
  }
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
    const socket = dial(endpoint);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
