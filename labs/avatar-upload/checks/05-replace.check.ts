import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("leaves the old avatar in place until the new one is whole", async ({ upload, connect, directory, random }) => {
  const [name, old, young] = [pngName(random), picture(random), picture(random, { size: 100_000 })];
  await upload(name, old);
  const peer = await connect("new");
  const bytes = frame(name, young);
  const half = random.int(20_000, 80_000);
  await peer.sendInPieces([bytes.subarray(0, half)]);
  await expect(directory).toHold({ [name]: old }, { butHidden: true });
  await peer.send(bytes.subarray(half));
  await expect(peer).toReceive(ok(young));
  await expect(directory).toHold({ [name]: young });
});
