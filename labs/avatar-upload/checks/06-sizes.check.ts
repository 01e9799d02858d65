import { expect } from "@wirelab/checks";
import { frame, header, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("takes a picture of exactly MAX_BYTES", async ({ startServer, directory, random }) => {
  const limit = random.int(10_000, 50_000);
  const server = await startServer({ MAX_BYTES: String(limit) });
  const [peer, name, png] = [await server.connect(), pngName(random), picture(random, { size: limit })];
  await peer.send(frame(name, png));
  await expect(peer).toReceive(ok(png));
  await expect(directory).toHold({ [name]: png });
});

test("refuses one byte more than MAX_BYTES, and no byte at all, from the header alone", async ({ startServer, directory, random }) => {
  const limit = random.int(10_000, 50_000);
  const server = await startServer({ MAX_BYTES: String(limit) });
  for (const [size, reply] of [
    [limit + 1, "ERR TOO_LARGE\n"],
    [0, "ERR NOT_AN_IMAGE\n"],
  ] as const) {
    const peer = await server.connect(`size ${size}`);
    await peer.send(header({ name: pngName(random), size }));
    await expect(peer).toReceive(reply);
    await peer.leave();
  }
  await expect(directory).toHold({});
});
