import { expect } from "@wirelab/checks";
import { frame, header, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("leaves things as they were, wherever an upload breaks off", async ({ upload, connect, directory, random }) => {
  const [name, old, young] = [pngName(random), picture(random), picture(random, { size: 20_000 })];
  await upload(name, old);
  for (const target of [name, pngName(random)]) {
    const bytes = frame(target, young);
    const body = header({ name: target, size: young.length }).length;
    for (const cut of [2, body - 5, body + 3, body + random.int(5000, 15_000), bytes.length - 1])
      for (const how of ["end", "reset"] as const) {
        const peer = await connect(`${how === "end" ? "FIN" : "reset"} after ${cut} bytes`);
        await peer.sendInPieces([bytes.subarray(0, cut)]);
        await peer[how]();
        await expect(directory).toHold({ [name]: old });
        await peer.leave();
      }
  }
});

test("answers an upload whose last byte came together with FIN", async ({ peer, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  await peer.end(frame(name, png));
  await expect(peer).toReceive(ok(png));
  await expect(directory).toHold({ [name]: png });
});

test("leaves the old avatar as it was when it refuses the new one", async ({ upload, refused, directory, random }) => {
  const [name, old, text] = [pngName(random), picture(random), Buffer.from("no picture, and never was one")];
  await upload(name, old);
  await refused("not an image", frame(name, text), "NOT_AN_IMAGE");
  await expect(directory).toHold({ [name]: old });
});

test("says FAILED and leaves nothing where a directory has the name", async ({ upload, refused, directory, random }) => {
  const [name, other, png] = [pngName(random), `other-${pngName(random)}`, picture(random)];
  const folder = await directory.folder(name);
  await folder.write("x", png);
  await refused("a directory in the way", frame(name, png), "FAILED");
  await upload(other, png);
  await expect(directory).toHold({ [name]: "directory", [other]: png });
  await expect(folder).toHold({ x: png });
});
