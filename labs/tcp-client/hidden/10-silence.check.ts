import { expect, line, pause, test } from "@wirelab/checks";

test("waits anew for each reply", async ({ listen, startClient, random }) => {
  for (const timeout of [1200, 4000, 12_000]) {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const peer = await server.accept();
    let gaveUp = false;
    let starved = false;
    for (let turn = 0; turn < 3 && !gaveUp; turn++) {
      const [request, reply, asked] = [line(random), line(random), performance.now()];
      await client.stdio.send(request);
      await peer.until(() => peer.inbox.length >= request.length || peer.ending !== undefined);
      if (!peer.ending) await expect(peer).toReceive(request);
      await pause(timeout * 0.6);
      await peer.send(reply);
      const sent = performance.now();
      await client.stdio.until(() => client.stdio.inbox.length >= reply.length || client.stdio.ending !== undefined);
      gaveUp = client.stdio.inbox.length < reply.length;
      // On a machine so loaded that the reply left late, or was read late, nothing is proved: it takes a longer time-out.
      starved = sent - asked > timeout * 0.8 || performance.now() - sent > timeout * 0.2;
      if (!gaveUp || !starved) await expect(client.stdio).toReceive(reply);
    }
    if (!gaveUp) return;
  }
  throw new Error("this machine is too loaded to tell whether a client waits anew for each reply");
});

test("gives up on a reply that never becomes whole", async ({ listen, startClient, random }) => {
  for (const timeout of [800, 4000, 12_000]) {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const [peer, request] = [await server.accept(), line(random)];
    await client.stdio.send(request);
    await expect(peer).toReceive(request);
    const [began, starvedBefore] = [performance.now(), client.starvation];
    let [sent, starved] = [began, 0];
    while (!peer.ending && !client.exited && performance.now() - began < 4 * timeout) {
      sent = performance.now();
      await peer.send(random.word(1));
      await pause(timeout / 10);
      starved = Math.max(starved, client.starvation - starvedBefore);
    }
    await expect(peer).toBeClosed({ orReset: true, anyData: true, within: timeout / 2 });
    // Where this machine was too loaded to keep the bytes coming or the client reading, silence may have been the reason.
    if (peer.endedAt - sent >= timeout * 0.9 || starved >= timeout / 2) continue;
    await expect(client).toFailCleanly();
    await expect(client.stdio).toBeClosed();
    return;
  }
  throw new Error("this machine is too loaded to trickle bytes");
});

test("has patience where no time-out is set", async ({ server, startClient, random }) => {
  const client = await startClient({ env: { REPLY_TIMEOUT_MS: undefined } });
  const [peer, request, reply] = [await server.accept(), line(random), line(random)];
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await expect(peer).toStaySilent({ for: 300 });
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
});

test("does not hurry whoever types", async ({ listen, startClient, random }) => {
  for (const timeout of [700, 4000, 12_000]) {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const [peer, request, reply] = [await server.accept(), line(random), line(random)];
    const asked = performance.now();
    await client.stdio.send(request);
    await peer.until(() => peer.inbox.length >= request.length || peer.ending !== undefined);
    await peer.send(reply);
    await client.stdio.until(() => client.stdio.inbox.length >= reply.length || client.stdio.ending !== undefined);
    // On a machine so loaded that the reply was late, nothing is proved: it takes a longer time-out.
    if (performance.now() - asked > timeout / 2) continue;
    await expect(peer).toReceive(request);
    await expect(client.stdio).toReceive(reply);
    await expect(client.stdio).toStaySilent({ for: timeout * 1.5 });
    return;
  }
  throw new Error("this machine is too loaded to have a conversation in time");
});
