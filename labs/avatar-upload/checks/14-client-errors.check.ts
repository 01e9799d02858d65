import { expect } from "@wirelab/checks";
import { picture, pngName } from "../pictures.ts";
import { toReceiveUpload } from "../requests.ts";
import { test } from "../test.ts";

test("says so and fails when there is no such file, or it is a directory", async ({ server, runClient, directory, random }) => {
  const folder = await directory.folder(pngName(random));
  for (const file of [`${directory.path}/${pngName(random)}`, folder.path]) {
    const client = await runClient({ file, port: server.port });
    await expect(client).toFailCleanly();
  }
});

test("says so and fails when the connection is refused", async ({ runClient, freePort, directory, random }) => {
  const file = await directory.write(pngName(random), picture(random));
  for (const host of ["127.0.0.1", "localhost"]) {
    const client = await runClient({ file, host, port: await freePort() });
    await expect(client).toFailCleanly();
  }
});

test("says so and fails when the server refuses the picture", async ({ server, runClient, directory, random }) => {
  const [name, png] = [pngName(random), picture(random)];
  const client = await runClient({ file: await directory.write(name, png) });
  const peer = await server.accept();
  await toReceiveUpload(peer, name, png);
  await peer.end("ERR BAD_NAME\n");
  await expect(client).toFailCleanly();
});
