import { expect, line, pause, test, timerSlack } from "@wirelab/checks";
import { exchange } from "../conversation.ts";

test("waits anew for each reply", async ({ listen, startClient, inTime, random }) => {
  await inTime([1200, 4000, 12_000], async (timeout) => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const peer = await server.accept();
    for (let turn = 0; turn < 3; turn++) {
      const [request, reply] = [line(random), line(random)];
      await client.stdio.send(request);
      await expect(peer).toReceive(request);
      await pause(timeout * 0.6);
      await peer.send(reply);
      await expect(client.stdio).toReceive(reply);
    }
  });
});

test("gives up on the last reply too, and not before its time", async ({ server, startClient, random }) => {
  const timeout = random.int(500, 900);
  const [client, request] = [await startClient({ env: { REPLY_TIMEOUT_MS: String(timeout) } }), line(random)];
  const peer = await server.accept();
  const asked = performance.now();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
  if (client.exitedAt < asked + timeout - timerSlack) await expect(client).toKeepRunning();
});

test("gives up on a reply that never becomes whole", async ({ listen, startClient, inTime, random }) => {
  await inTime([800, 4000, 12_000], async (timeout, slowness) => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const [peer, request] = [await server.accept(), line(random)];
    await client.stdio.send(request);
    await expect(peer).toReceive(request);
    const began = performance.now();
    while (!peer.ending && !client.exited && performance.now() - began < 4 * timeout) {
      await peer.send(random.word(1));
      slowness.sign();
      await pause(timeout / 10);
    }
    await expect(peer).toBeClosed({ orReset: true, anyData: true, within: timeout / 2 });
    // Where a byte came late, silence may have been the reason.
    slowness.signsMustBeWithin(0.9 * timeout);
    await expect(client).toFailCleanly();
    await expect(client.stdio).toBeClosed();
  });
});

test("has patience where no time-out is set", async ({ listen, startClient, inTime, random }) => {
  const byDefault = 10_000;
  await inTime([byDefault, byDefault, byDefault], async () => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: undefined } });
    const [peer, request, reply] = [await server.accept(), line(random), line(random)];
    await client.stdio.send(request);
    await expect(peer).toReceive(request);
    await pause(300);
    await peer.send(reply);
    await expect(client.stdio).toReceive(reply);
  });
});

test("does not hurry whoever types", async ({ listen, startClient, inTime, random }) => {
  await inTime([700, 4000, 12_000], async (timeout) => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const peer = await server.accept();
    await expect(client.stdio).toStaySilent({ for: timeout * 1.5 });
    await exchange(client, peer, line(random), line(random));
    await expect(client.stdio).toStaySilent({ for: timeout * 1.5 });
  });
});

test("does not hurry a server that nothing more is asked of", async ({ listen, startClient, inTime, random }) => {
  await inTime([1000, 4000, 12_000], async (timeout) => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const peer = await server.accept();
    await exchange(client, peer, line(random), line(random));
    await client.stdio.end();
    await expect(peer).toBeClosed();
    await pause(timeout * 1.5);
    const farewell = random.word(6);
    await peer.end(farewell);
    await expect(client.stdio).toReceive(farewell);
    await expect(client.stdio).toBeClosed();
    await expect(client).toExit(0);
  });
});
