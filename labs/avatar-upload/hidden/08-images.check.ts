import { expect } from "@wirelab/checks";
import { frame, header, ok } from "../frames.ts";
import { picture, signatures } from "../pictures.ts";
import { test } from "../test.ts";

test("takes every sort of each kind, whatever its name says", async ({ upload, directory, random }) => {
  const pictures = {
    "jfif.jpg": picture(random, { kind: "jfif" }),
    "raw.jpeg": picture(random, { kind: "raw" }),
    "old.gif": picture(random, { kind: "gif87" }),
    "jpeg.png": picture(random, { kind: "exif" }),
    "png.txt": picture(random, { kind: "png" }),
    webp: picture(random, { kind: "webp" }),
    "shortest.jpg": signatures.raw.subarray(0, 3),
    "shortest.gif": Buffer.from("GIF89a"),
  };
  for (const [name, image] of Object.entries(pictures)) await upload(name, image);
  await expect(directory).toHold(pictures);
});

test("refuses what only looks like an image", async ({ refused, directory, random }) => {
  const rest = random.bytes(40);
  const lookalikes: Record<string, Buffer> = {
    sound: Buffer.concat([Buffer.from("RIFF\x24\0\0\0WAVEfmt ", "latin1"), rest]),
    GIF88a: Buffer.concat([Buffer.from("GIF88a"), rest]),
    "a cut PNG signature": signatures.png.subarray(0, 4),
    "a PNG sent as text": Buffer.concat([Buffer.from("\x89PNG\n\x1A\n", "latin1"), rest]),
    "a PNG behind a blank": Buffer.concat([Buffer.from(" "), signatures.png, rest]),
    "a cut WebP": signatures.webp.subarray(0, 11),
    "two bytes of JPEG": Buffer.concat([signatures.raw.subarray(0, 2), Buffer.from([0]), rest]),
    program: Buffer.concat([Buffer.from("\x7FELF\x02\x01\x01", "latin1"), rest]),
  };
  for (const [what, bytes] of Object.entries(lookalikes)) await refused(what, frame("picture.png", bytes), "NOT_AN_IMAGE");
  await expect(directory).toHold({});
});

test("knows a signature that comes in pieces", async ({ connect, directory, random }) => {
  const pictures: Record<string, Buffer> = {};
  for (const [kind, cut] of [
    ["png", 1],
    ["exif", 2],
    ["gif89", 5],
    ["webp", 9],
    ["webp", 11],
  ] as const) {
    const [name, image] = [`${kind}-${cut}`, picture(random, { kind })];
    const peer = await connect(`${kind} cut after ${cut} bytes`);
    await peer.sendInPieces([Buffer.concat([header({ name, size: image.length }), image.subarray(0, cut)])]);
    await expect(peer).toStaySilent();
    await peer.send(image.subarray(cut));
    await expect(peer).toReceive(ok(image));
    await peer.leave();
    pictures[name] = image;
  }
  await expect(directory).toHold(pictures);
});
