import { expect } from "@wirelab/checks";
import { ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { toReceiveUpload } from "../requests.ts";
import { storing, test } from "../test.ts";

const mebi = 2 ** 20;

test("fails, and prints nothing, where the connection ends before the reply is whole", async ({ server, runClient, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  const file = await directory.write(name, png);
  const reply = ok(png);
  for (const [part, how] of [
    ["", "end"],
    ["", "reset"],
    [reply.slice(0, random.int(4, 60)), "end"],
    [reply.slice(0, -1), "end"],
    [reply.slice(0, -1), "reset"],
  ] as const) {
    const client = await runClient({ file });
    const peer = await server.accept(`server: ${how === "end" ? "FIN" : "reset"} after ${part.length} bytes of the reply`);
    await toReceiveUpload(peer, name, png);
    await peer.sendInPieces(part === "" ? [] : [part]);
    await peer[how]();
    await expect(client).toFailCleanly();
    await expect(client.stdio).toStaySilent({ orClose: true });
  }
});

test("says so and fails when the connection breaks while it sends", async ({ server, runClient, directory, random }) => {
  const file = await directory.write(pngName(random), picture(random, { size: 20 * mebi }));
  for (const how of ["reset", "leave"] as const) {
    const client = await runClient({ file });
    const peer = await server.accept(`server: ${how === "reset" ? "reset" : "closes"} in the middle`);
    await peer.receive(random.int(10_000, 50_000));
    peer.ignoreRest();
    await peer[how]();
    await expect(client).toFailCleanly();
  }
});

test("hears a refusal that comes while it still has much to send", async ({ server, runClient, directory, random }) => {
  const file = await directory.write(pngName(random), picture(random, { size: 40 * mebi }));
  // One that reads no more and does not close either would be waited for by a client that sends all before it listens, as it may.
  for (const how of ["reads the rest", "closes"] as const) {
    const client = await runClient({ file });
    const peer = await server.accept(`server: ${how}`);
    await peer.receive(random.int(100, 50_000));
    peer.ignoreRest();
    await peer.send("ERR TOO_LARGE\n");
    if (how === "closes") await peer.leave();
    await expect(client).toFailCleanly();
  }
});

test("fails with a reason for an empty file, whether it asks the server or not", async ({
  pairing,
  start,
  startClient,
  directory,
  random,
}) => {
  const file = await directory.write(pngName(random), Buffer.alloc(0));
  const avatars = await directory.folder("avatars");
  await pairing({ client: "student", server: "reference" }, async ({ client: author, server }) => {
    const { port } = await start({ role: "server", author: server, ...storing(avatars) });
    await expect(await startClient({ author, port, args: [file], readable: [file] })).toFailCleanly();
  });
});
