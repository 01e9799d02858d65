import { canObserve, expect, type Program } from "@wirelab/checks";
import { ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { toReceiveUpload } from "../requests.ts";
import { test } from "../test.ts";

const mebi = 2 ** 20;

type Memory = ReturnType<Program["memory"]>;

test("counts a Chinese file name in bytes", async ({ server, runClient, directory, random }) => {
  const [name, png] = [`头像 ${random.word(5)} 🖼.png`, picture(random)];
  const client = await runClient({ file: await directory.write(name, png) });
  const peer = await server.accept();
  await toReceiveUpload(peer, name, png);
  await peer.send(ok(png));
  await expect(client.stdio).toReceive(ok(png));
  await expect(client).toExit(0);
});

test("waits for the whole of a reply that comes in pieces", async ({ server, runClient, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  const client = await runClient({ file: await directory.write(name, png) });
  const peer = await server.accept();
  await toReceiveUpload(peer, name, png);
  const reply = ok(png);
  const [a, b] = [random.int(1, 10), random.int(11, reply.length - 2)];
  await peer.sendInPieces([reply.slice(0, a), reply.slice(a, b), reply.slice(b, -1), reply.slice(-1)]);
  await expect(client.stdio).toReceive(reply);
  await expect(client).toExit(0);
});

test("sends 64 MiB to a slow server with little of it in memory", async ({ server, runClient, directory, random, skip }) => {
  skip(!canObserve, "a system that tells a program's memory");
  const usual = await memoryWhileStuck(picture(random));
  await memoryWhileStuck(picture(random, { size: 64 * mebi }), usual);

  /** The client's memory while the server does not read. */
  async function memoryWhileStuck(png: Buffer, usually?: Memory): Promise<Memory> {
    const name = pngName(random);
    const client = await runClient({ file: await directory.write(name, png) });
    const peer = await server.accept();
    peer.pauseReading();
    await expect(client.stdio).toStaySilent({ for: 300 });
    const memory = client.memory();
    if (usually) await expect(client).toGrowByAtMost(32 * mebi, usually);
    peer.resumeReading();
    await toReceiveUpload(peer, name, png);
    await peer.send(ok(png));
    await expect(client.stdio).toReceive(ok(png));
    await expect(client).toExit(0);
    return { now: memory.peak, peak: memory.peak };
  }
});
