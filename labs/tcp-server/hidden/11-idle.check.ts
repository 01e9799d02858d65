import { expect, line, pause, test } from "@wirelab/checks";

test("is in no hurry where no time-out is set", async ({ start, random }) => {
  const server = await start({ env: { IDLE_TIMEOUT_MS: undefined } });
  const [peer, question] = [await server.connect(), line(random)];
  await expect(peer).toStaySilent({ for: 300 });
  await peer.send(question);
  await expect(peer).toReceive(question);
});

test("keeps a client that completes a line in time", async ({ start, inTime, random }) => {
  await inTime([1200, 4000, 12_000], async (timeout) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const peer = await server.connect();
    for (let turn = 0; turn < 4; turn++) {
      await pause(timeout / 3);
      const question = line(random);
      await peer.send(question);
      await expect(peer).toReceive(question);
    }
  });
});

test("hangs up on a client that trickles bytes but completes no line", async ({ start, inTime, random }) => {
  await inTime([1000, 4000, 12_000], async (timeout, slowness) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const peer = await server.connect();
    const began = performance.now();
    while (!peer.ending && performance.now() - began < 4 * timeout) {
      await peer.send(random.word(1));
      await pause(timeout / 10);
    }
    await expect(peer).toBeClosed({ orReset: true, anyData: true, within: timeout / 2 });
    // Where the bytes came late, silence may have been the reason.
    slowness.mustStayBelow(timeout / 2);
  });
});
