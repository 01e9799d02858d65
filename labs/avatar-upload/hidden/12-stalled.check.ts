import { expect, pause, type Program } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test, toHaveGivenUp } from "../test.ts";

test("drops a client that stalls in its header", async ({ startServer, directory, random }) => {
  const timeout = 500;
  const server = await startServer({ UPLOAD_TIMEOUT_MS: String(timeout) });
  const bytes = frame(pngName(random), picture(random));
  for (const cut of [2, 4, random.int(6, 20)]) {
    const peer = await server.connect(`stalls after ${cut} bytes`);
    const began = performance.now();
    await peer.sendInPieces([bytes.subarray(0, cut)]);
    await toHaveGivenUp(peer, { notBefore: began + timeout });
  }
  await expect(directory).toHold({});
});

test("keeps a client that is slow but moving", async ({ startServer, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  for (const timeout of [1000, 4000, 12_000]) {
    const server = await startServer({ UPLOAD_TIMEOUT_MS: String(timeout) });
    if (await isKept(server, frame(name, png), ok(png), timeout)) return expect(directory).toHold({ [name]: png });
  }
  throw new Error("this machine is too loaded to tell whether a client is kept");
});

/**
 * Uploads slowly, for longer than the time-out in all.
 * @returns false on a machine so loaded that bytes which were sent in time may have been read too late: that proves nothing
 */
async function isKept(server: Program, bytes: Buffer, reply: string, timeout: number): Promise<boolean> {
  const peer = await server.connect();
  const cuts = [2, 10, 60, 200, 400, 600, bytes.length];
  // The program heard nothing for no longer than from one piece's sending to the moment at which the next is known to be read.
  let [sent, longestSilence] = [performance.now(), 0];
  const heard = (at: number): void => void (longestSilence = Math.max(longestSilence, at - sent));
  for (const [number, cut] of cuts.entries()) {
    const now = performance.now();
    await peer.sendInPieces([bytes.subarray(cuts[number - 1] ?? 0, cut)]);
    if (peer.ending) break;
    heard(performance.now());
    sent = now;
    if (cut < bytes.length) await pause(timeout / 4);
  }
  await peer.until(() => peer.ending !== undefined || peer.inbox.length >= reply.length);
  if (peer.ending) heard(peer.endedAt);
  if (peer.inbox.length < reply.length && longestSilence > timeout * 0.9) return false;
  await expect(peer).toReceive(reply);
  await peer.leave();
  return true;
}
