import { expect, line, pause, test } from "@wirelab/checks";

test("is in no hurry where no time-out is set", async ({ start, random }) => {
  const server = await start({ env: { IDLE_TIMEOUT_MS: undefined } });
  const [peer, question] = [await server.connect(), line(random)];
  await expect(peer).toStaySilent({ for: 300 });
  await peer.send(question);
  await expect(peer).toReceive(question);
});

test("keeps a client that completes a line in time", async ({ start, random }) => {
  for (const timeout of [1200, 4000, 12_000]) {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    let [answered, cpu] = [performance.now(), server.activity().cpu];
    const peer = await server.connect();
    for (let turn = 0; turn < 4 && !peer.ending; turn++) {
      await pause(timeout / 3);
      const [question, sent] = [line(random), performance.now()];
      await peer.send(question);
      await peer.until(() => peer.ending !== undefined || peer.inbox.length >= question.length);
      if (!peer.ending) await expect(peer).toReceive(question);
      if (!peer.ending) [answered, cpu] = [sent, server.activity().cpu];
    }
    if (!peer.ending) return;
    // On a machine so loaded that a line in time is read too late, nothing is proved: it takes a longer time-out.
    const starved = peer.endedAt > answered + timeout && server.activity().cpu - cpu < timeout / 2;
    if (!starved) await expect(peer).toStaySilent();
  }
  throw new Error("this machine is too loaded to tell whether a client is kept");
});

test("hangs up on a client that trickles bytes but completes no line", async ({ start, random }) => {
  for (const timeout of [1000, 4000, 12_000]) {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const peer = await server.connect();
    const [began, starvedBefore] = [performance.now(), server.starvation];
    let sent = began;
    while (!peer.ending && performance.now() - began < 4 * timeout) {
      sent = performance.now();
      await peer.send(random.word(1));
      await pause(timeout / 10);
    }
    await expect(peer).toBeClosed({ orReset: true, anyData: true, within: timeout / 2 });
    // Where this machine was too loaded to keep the bytes coming or the server reading, silence may have been the reason.
    const inTime = peer.endedAt - sent < timeout * 0.9 && server.starvation - starvedBefore < timeout / 2;
    if (inTime) return;
  }
  throw new Error("this machine is too loaded to trickle bytes");
});
