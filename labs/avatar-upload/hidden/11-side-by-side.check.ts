import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("takes ten uploads whose pieces come in turn", async ({ connect, directory, random }) => {
  const uploads = [];
  for (let number = 0; number < 10; number++) {
    const [name, png] = [`${number}-${pngName(random)}`, picture(random, { size: 30_000 + random.int(0, 20_000) })];
    uploads.push({ name, png, bytes: frame(name, png), peer: await connect(name) });
  }
  const piece = 7000;
  for (let at = 0; at < 60_000; at += piece)
    for (const { bytes, peer } of random.shuffle(uploads))
      await peer.sendInPieces(at < bytes.length ? [bytes.subarray(at, at + piece)] : []);
  for (const { png, peer } of uploads) await expect(peer).toReceive(ok(png));
  await expect(directory).toHold(Object.fromEntries(uploads.map(({ name, png }) => [name, png])));
});

test("leaves one of two uploads to the same name, whole", async ({ connect, directory, random }) => {
  const [name, ann, bob] = [pngName(random), await connect("ann"), await connect("bob")];
  const [first, second] = [picture(random, { size: 30_000 }), picture(random, { size: 45_000 })];
  const [firstBytes, secondBytes] = [frame(name, first), frame(name, second)];
  const cut = random.int(5000, 25_000);
  await ann.sendInPieces([firstBytes.subarray(0, cut)]);
  await bob.sendInPieces([secondBytes.subarray(0, cut)]);
  await ann.send(firstBytes.subarray(cut));
  await expect(ann).toReceive(ok(first));
  await expect(directory).toHold({ [name]: first }, { butHidden: true });
  await bob.send(secondBytes.subarray(cut));
  await expect(bob).toReceive(ok(second));
  await expect(directory).toHold({ [name]: second });
});
