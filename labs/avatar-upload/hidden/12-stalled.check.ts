import { expect, pause } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { storing, test, toHaveGivenUp } from "../test.ts";

test("drops a client that stalls in its header, or in its second upload", async ({ startServer, directory, random }) => {
  const timeout = 500;
  const server = await startServer({ UPLOAD_TIMEOUT_MS: String(timeout) });
  const [name, png] = [pngName(random), picture(random)];
  const bytes = frame(name, png);
  for (const cut of [2, 4, random.int(6, 20)]) {
    const peer = await server.connect(`stalls after ${cut} bytes`);
    const began = performance.now();
    await peer.sendInPieces([bytes.subarray(0, cut)]);
    await toHaveGivenUp(peer, { notBefore: began + timeout });
  }
  const peer = await server.connect("stalls in its second upload");
  await peer.send(bytes);
  await expect(peer).toReceive(ok(png));
  const began = performance.now();
  await peer.sendInPieces([bytes.subarray(0, random.int(100, 500))]);
  await toHaveGivenUp(peer, { notBefore: began + timeout });
  await expect(directory).toHold({ [name]: png });
});

test("keeps a client that is slow but moving", async ({ start, directory, inTime, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  const bytes = frame(name, png);
  const body = bytes.length - png.length;
  // The header takes longer than the time-out, and so does the body. The signature is in one piece: this is about time.
  const cuts = [0, 2, 4, 10, 16, 22, 28, body, body + 12, body + 50, body + 200, 500, bytes.length];
  await inTime([1000, 4000, 12_000], async (timeout) => {
    const avatars = await directory.folder(String(timeout));
    const server = await start({ ...storing(avatars), env: { UPLOAD_TIMEOUT_MS: String(timeout) } });
    const peer = await server.connect();
    for (const [number, cut] of cuts.slice(1).entries()) {
      await peer.sendInPieces([bytes.subarray(cuts[number], cut)]);
      if (cut < bytes.length) await pause(timeout / 4);
    }
    await expect(peer).toReceive(ok(png));
    await expect(avatars).toHold({ [name]: png });
    await peer.leave();
  });
});
