import { expect } from "@wirelab/checks";
import { frame } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("leaves nothing of an upload that FIN or a reset breaks off, and serves the next client", async ({
  connect,
  upload,
  directory,
  random,
}) => {
  const [name, png] = [pngName(random), picture(random, { size: 60_000 })];
  const half = frame(name, png).subarray(0, random.int(10_000, 50_000));
  const ann = await connect("ann, who says FIN");
  await ann.sendInPieces([half]);
  await ann.end();
  await expect(directory).toHold({});
  const bob = await connect("bob, who resets");
  await bob.sendInPieces([half]);
  await bob.reset();
  await expect(directory).toHold({});
  await upload(name, png);
  await expect(directory).toHold({ [name]: png });
});
