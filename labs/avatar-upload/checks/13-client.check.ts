import { expect } from "@wirelab/checks";
import { ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { toReceiveUpload } from "../requests.ts";
import { test } from "../test.ts";

test("uploads a file under its own name, prints the reply, and exits with code 0", async ({ server, runClient, directory, random }) => {
  const [name, png] = [pngName(random), picture(random, { size: random.int(100_000, 300_000) })];
  const client = await runClient({ file: await directory.write(name, png) });
  const peer = await server.accept();
  await toReceiveUpload(peer, name, png);
  await expect(peer).toStaySilent({ orClose: true });
  await peer.send(ok(png));
  await expect(client.stdio).toReceive(ok(png));
  await expect(client).toExit(0);
  await expect(client.stdio).toBeClosed();
});

test("sends the name that it is given, as it is", async ({ server, runClient, directory, random }) => {
  const [name, png] = [`../é 好 ${random.word(5)}`, picture(random)];
  const client = await runClient({ file: await directory.write(pngName(random), png), name });
  const peer = await server.accept();
  await toReceiveUpload(peer, name, png);
  await peer.send(ok(png));
  await expect(client.stdio).toReceive(ok(png));
  await expect(client).toExit(0);
});
