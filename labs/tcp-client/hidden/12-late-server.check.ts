import { expect, test, timerSlack } from "@wirelab/checks";

test("gives up when its time for connecting is over, and not before", async ({ startClient, freePort }) => {
  const timeout = 800;
  const began = performance.now();
  const client = await startClient({ port: await freePort(), env: { CONNECT_TIMEOUT_MS: String(timeout) } });
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
  if (client.exitedAt - began < timeout - timerSlack) await expect(client).toKeepRunning();
});
