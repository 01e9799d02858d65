import { expect } from "@wirelab/checks";
import { frame, header, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("joins a header cut at any point", async ({ connect, random }) => {
  const [name, png] = [`好${pngName(random)}`, picture(random, { size: random.int(60, 200) })];
  const upload = frame(name, png);
  const beginning = upload.length - png.length;
  await Promise.all(
    Array.from({ length: beginning }, async (_, number) => {
      const cut = number + 1;
      const peer = await connect(`cut after ${cut} bytes`);
      await peer.sendInPieces([upload.subarray(0, cut), upload.subarray(cut)]);
      await expect(peer).toReceive(ok(png));
      await peer.leave();
    }),
  );
});

test("joins a header that comes byte by byte, and is silent until the last byte", async ({ peer, directory, random }) => {
  const [name, png] = [`é${pngName(random)}`, picture(random)];
  await peer.sendInPieces([...header({ name, size: png.length })].map((byte) => Buffer.of(byte)));
  await expect(peer).toStaySilent();
  await peer.sendInPieces([png.subarray(0, -1)]);
  await expect(peer).toStaySilent({ for: 200 });
  await peer.send(png.subarray(-1));
  await expect(peer).toReceive(ok(png));
  await expect(directory).toHold({ [name]: png });
});
