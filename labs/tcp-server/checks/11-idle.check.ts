import { expect, line, test } from "@wirelab/checks";

/** Timers count in whole milliseconds, and may cut the first one short. */
const timerSlack = 5;

test("hangs up on a client that completes no line in time, and not before", async ({ start, random }) => {
  const timeout = 600;
  const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
  const [peer, question] = [await server.connect(), line(random)];
  const began = performance.now();
  await peer.send(question);
  await expect(peer).toReceive(question);
  await expect(peer).toBeClosed({ orReset: true, notBefore: began + timeout - timerSlack, within: 4000 });
});
