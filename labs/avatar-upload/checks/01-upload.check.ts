import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("stores a small PNG and replies with its hash", async ({ peer, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  await peer.send(frame(name, png));
  await expect(peer).toReceive(ok(png));
  await expect(directory).toHold({ [name]: png });
});
