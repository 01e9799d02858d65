import { expect, line, test, timerSlack } from "@wirelab/checks";

test("hangs up on a client that completes no line in time, and not before", async ({ start, random }) => {
  for (const timeout of [600, 4000, 12_000]) {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const [peer, question] = [await server.connect(), line(random)];
    const began = performance.now();
    await peer.send(question);
    await peer.until(() => peer.inbox.length >= question.length || peer.ending !== undefined);
    // On a machine so loaded that the line was late, nothing is proved: it takes a longer time-out.
    if (performance.now() - began > timeout / 2 && timeout < 12_000) continue;
    await expect(peer).toReceive(question);
    await expect(peer).toBeClosed({ orReset: true, notBefore: began + timeout - timerSlack, within: timeout + 4000 });
    return;
  }
});
