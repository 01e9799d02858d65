import { expect, test, timerSlack } from "@wirelab/checks";

test("gives up when its time for connecting is over, and not before", async ({ startClient, freePort, inTime, random }) => {
  await inTime([random.int(2500, 3500), 10_000, 30_000], async (timeout, slowness) => {
    const began = performance.now();
    const client = await startClient({ port: await freePort(), env: { CONNECT_TIMEOUT_MS: String(timeout) } });
    // Beside its time for connecting, it may sleep while it starts up.
    await expect(client.stdio).toBeClosed({ within: timeout + 4000 });
    await expect(client).toFailCleanly();
    if (client.exitedAt - began < timeout - timerSlack) await expect(client).toKeepRunning();
    // Whoever was long in starting up may have given up too early all the same.
    slowness.mustStayBelow(timeout / 2);
  });
});
