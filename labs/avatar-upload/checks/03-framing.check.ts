import { expect } from "@wirelab/checks";
import { frame, header, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("joins a header that comes in two pieces", async ({ connect, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  const upload = frame(name, png);
  const inLength = random.int(1, 3);
  const inHeader = random.int(5, header({ name, size: png.length }).length - 1);
  for (const cut of [inHeader, inLength]) {
    const peer = await connect(`cut after ${cut} bytes`);
    await peer.sendInPieces([upload.subarray(0, cut)]);
    await expect(peer).toStaySilent();
    await peer.send(upload.subarray(cut));
    await expect(peer).toReceive(ok(png));
    await peer.leave();
  }
  await expect(directory).toHold({ [name]: png });
});
