import { expect, line, test, timerSlack } from "@wirelab/checks";

test("hangs up on a client that completes no line in time, and not before", async ({ start, inTime, random }) => {
  // On a machine too slow to prove anything it is tried anew, with a longer time-out.
  await inTime([600, 4000, 12_000], async (timeout) => {
    const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
    const [peer, question] = [await server.connect(), line(random)];
    const began = performance.now();
    await peer.send(question);
    await expect(peer).toReceive(question);
    await expect(peer).toBeClosed({ orReset: true, notBefore: began + timeout - timerSlack, within: timeout + 4000 });
  });
});
