import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("has the whole file on disk when OK arrives", async ({ connect, directory, random }) => {
  const stored: Record<string, Buffer> = {};
  for (const mean of [700, 20_000, 5_000_000, 2000, 300_000]) {
    const size = mean + random.int(0, 500);
    const [peer, name, png] = [await connect(`${size} bytes`), pngName(random), picture(random, { size })];
    stored[name] = png;
    await peer.send(frame(name, png));
    await expect(peer).toReceive(ok(png));
    await expect(directory).toHold(stored, { atOnce: true, butHidden: true });
    await peer.leave();
  }
});
