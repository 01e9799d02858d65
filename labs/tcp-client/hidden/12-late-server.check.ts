import { expect, test } from "@wirelab/checks";

/** Timers count in whole milliseconds, and may cut the first one short. */
const timerSlack = 5;

test("gives up when its time for connecting is over, and not before", async ({ startClient, freePort }) => {
  const timeout = 800;
  const began = performance.now();
  const client = await startClient({ port: await freePort(), env: { CONNECT_TIMEOUT_MS: String(timeout) } });
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
  if (client.exitedAt - began < timeout - timerSlack) await expect(client).toKeepRunning();
});
