import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("takes three uploads in turn on one connection", async ({ peer, directory, random }) => {
  const pictures = Object.fromEntries([1, 2, 3].map((number) => [`${number}${pngName(random)}`, picture(random)]));
  for (const [name, png] of Object.entries(pictures)) {
    await peer.send(frame(name, png));
    await expect(peer).toReceive(ok(png));
  }
  await expect(peer).toStaySilent();
  await expect(directory).toHold(pictures);
});

test("takes two uploads that come in one piece", async ({ peer, directory, random }) => {
  const [first, second] = [picture(random), picture(random)];
  await peer.send(Buffer.concat([frame("first.png", first), frame("second.png", second)]));
  await expect(peer).toReceive(ok(first) + ok(second));
  await expect(directory).toHold({ "first.png": first, "second.png": second });
});
