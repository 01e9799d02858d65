import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture } from "../pictures.ts";
import { test } from "../test.ts";

test("takes three uploads whose pieces come in turn", async ({ connect, directory, random }) => {
  const uploads = [];
  for (const name of ["ann.png", "bob.png", "cai.png"]) uploads.push({ name, png: picture(random), peer: await connect(name) });
  for (const { name, png, peer } of uploads) await peer.sendInPieces([frame(name, png).subarray(0, 500)]);
  for (const { name, png, peer } of uploads.toReversed()) {
    await peer.send(frame(name, png).subarray(500));
    await expect(peer).toReceive(ok(png));
  }
  await expect(directory).toHold(Object.fromEntries(uploads.map(({ name, png }) => [name, png])));
});
