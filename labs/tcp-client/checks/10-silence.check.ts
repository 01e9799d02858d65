import { expect, line, test, timerSlack } from "@wirelab/checks";

test("gives up on a server that never answers, and not before its time", async ({ server, startClient, random }) => {
  const timeout = 600;
  const [client, request] = [await startClient({ env: { REPLY_TIMEOUT_MS: String(timeout) } }), line(random)];
  const peer = await server.accept();
  const asked = performance.now();
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await expect(peer).toBeClosed({ orReset: true, notBefore: asked + timeout - timerSlack, within: 4000 });
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
