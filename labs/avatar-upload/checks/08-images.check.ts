import { expect } from "@wirelab/checks";
import { frame } from "../frames.ts";
import { picture } from "../pictures.ts";
import { test } from "../test.ts";

test("takes PNG, JPEG, GIF and WebP", async ({ upload, directory, random }) => {
  const pictures = {
    "screenshot.png": picture(random, { kind: "png" }),
    "camera.jpg": picture(random, { kind: "exif" }),
    "cartoon.gif": picture(random, { kind: "gif89" }),
    "sticker.webp": picture(random, { kind: "webp" }),
  };
  for (const [name, image] of Object.entries(pictures)) await upload(name, image);
  await expect(directory).toHold(pictures);
});

test("refuses a text that is called .png", async ({ peer, directory, random }) => {
  const text = `Dear ${random.word(6)}, this is no picture at all.\n`;
  await peer.send(frame(`${random.word(5)}.png`, Buffer.from(text)));
  await expect(peer).toReceive("ERR NOT_AN_IMAGE\n");
  await expect(directory).toHold({});
});
