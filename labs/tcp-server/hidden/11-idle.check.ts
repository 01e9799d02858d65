import { expect, pause, test } from "@wirelab/checks";
import { line } from "../lines.ts";

test("keeps a client that completes a line in time", async ({ start, random }) => {
  const timeout = 1500;
  const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
  const peer = await server.connect();
  for (let turn = 0; turn < 4; turn++) {
    const question = line(random);
    await peer.send(question);
    await expect(peer).toReceive(question);
    await pause(timeout / 3);
  }
  await expect(peer).toStaySilent();
});

test("hangs up on a client that trickles bytes but completes no line", async ({ start, random }) => {
  const timeout = 1000;
  const server = await start({ env: { IDLE_TIMEOUT_MS: String(timeout) } });
  const peer = await server.connect();
  const began = performance.now();
  while (!peer.ending && performance.now() - began < 4 * timeout) {
    await peer.send(random.word(1));
    await pause(timeout / 10);
  }
  await expect(peer).toBeClosed({ orReset: true, anyData: true, within: 0 });
});
