import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("takes four uploads in pieces that have nothing to do with their borders", async ({ peer, directory, random }) => {
  const pictures = Object.fromEntries([1, 2, 3, 4].map((number) => [`${number}${pngName(random)}`, picture(random)]));
  const uploads = Object.entries(pictures).map(([name, png]) => frame(name, png));
  const all = Buffer.concat(uploads);
  const intoNextLength = (uploads[0]?.length ?? 0) + random.int(1, 3);
  const intoNextHeader = intoNextLength + (uploads[1]?.length ?? 0) + random.int(5, 15);
  await peer.sendInPieces([all.subarray(0, intoNextLength), all.subarray(intoNextLength, intoNextHeader)]);
  await peer.send(all.subarray(intoNextHeader));
  await expect(peer).toReceive(Object.values(pictures).map(ok).join(""));
  await expect(peer).toStaySilent();
  await expect(directory).toHold(pictures);
});

test("keeps a connection that rests between two uploads", async ({ startServer, directory, random }) => {
  const timeout = 400;
  const server = await startServer({ UPLOAD_TIMEOUT_MS: String(timeout) });
  const [peer, first, second] = [await server.connect(), picture(random), picture(random)];
  await peer.send(frame("first.png", first));
  await expect(peer).toReceive(ok(first));
  await expect(peer).toStaySilent({ for: 3 * timeout });
  await peer.send(frame("second.png", second));
  await expect(peer).toReceive(ok(second));
  await expect(directory).toHold({ "first.png": first, "second.png": second });
});
