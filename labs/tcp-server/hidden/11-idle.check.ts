import { expect, line, pause, test } from "@wirelab/checks";

test("is in no hurry where no time-out is set", async ({ start, inTime, random }) => {
  const byDefault = 30_000;
  await inTime([byDefault, byDefault, byDefault], async () => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: undefined } });
    const [peer, question] = [await server.connect(), line(random)];
    await pause(300);
    await peer.send(question);
    await expect(peer).toReceive(question);
  });
});

test("keeps a client that completes a line in time", async ({ start, inTime, random }) => {
  await inTime([1200, 4000, 12_000], async (timeout) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const [ann, bob, cai] = [await server.connect("ann"), await server.connect("bob"), await server.connect("cai")];
    let begin = "";
    for (let turn = 0; turn < 4; turn++) {
      await pause(timeout / 3);
      const [whole, end, next] = [line(random), line(random), random.word(3)];
      await ann.send(whole);
      await bob.send(end + next);
      await cai.send("\n");
      await expect(ann).toReceive(whole);
      await expect(bob).toReceive(begin + end);
      await expect(cai).toReceive("\n");
      begin = next;
    }
  });
});

test("hangs up on a client that trickles bytes but completes no line", async ({ start, inTime, random }) => {
  await inTime([1000, 4000, 12_000], async (timeout, slowness) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const [peer, busy] = [await server.connect("trickle"), await server.connect("busy")];
    const began = performance.now();
    while (!peer.ending && performance.now() - began < 4 * timeout) {
      await peer.send(random.word(1));
      slowness.sign();
      await busy.send(line(random));
      await pause(timeout / 10);
    }
    await expect(peer).toBeClosed({ orReset: true, anyData: true, within: timeout / 2 });
    // Where a byte came late, silence may have been the reason.
    slowness.signsMustBeWithin(0.9 * timeout);
  });
});

test("hangs up on a client that only begins its next line in time", async ({ start, inTime, random }) => {
  await inTime([2000, 5000, 12_000], async (timeout, slowness) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const [peer, question] = [await server.connect(), line(random)];
    await peer.send(question);
    await expect(peer).toReceive(question);
    const began = performance.now();
    await pause(0.75 * timeout);
    await peer.sendInPieces([random.word(1)]);
    // Where it came too late, nothing is proved.
    if (peer.ending) slowness.mustStayBelow(timeout / 4);
    // A program may look at its clients but once a second.
    while (!peer.ending && performance.now() - began < 1.5 * timeout) await pause(timeout / 20);
    await expect(peer).toBeClosed({ orReset: true, within: timeout / 20 });
    // So late, it may be the last byte's time that is up.
    if (performance.now() - began > 1.7 * timeout) slowness.mustStayBelow(timeout / 20);
  });
});
