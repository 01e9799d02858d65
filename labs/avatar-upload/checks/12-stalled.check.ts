import { expect } from "@wirelab/checks";
import { frame } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test, toHaveGivenUp, uploadOver } from "../test.ts";

test("drops a client that stalls, not before the time, and serves others meanwhile", async ({ startServer, directory, random }) => {
  // So long that a server which is busy with the one client would keep the other waiting for more than a reply may take.
  const timeout = 2500;
  const server = await startServer({ UPLOAD_TIMEOUT_MS: String(timeout) });
  const [ann, bob] = [await server.connect("ann, who stalls"), await server.connect("bob")];
  const [name, png] = [pngName(random), picture(random)];
  const began = performance.now();
  await ann.sendInPieces([frame("stalled.png", png).subarray(0, 500)]);
  await uploadOver(bob, name, png);
  await toHaveGivenUp(ann, { notBefore: began + timeout });
  await expect(directory).toHold({ [name]: png });
});
