import { expect, line, test } from "@wirelab/checks";
import { exchange } from "../conversation.ts";

test("fails where the server closes without a reply", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await peer.end();
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("keeps the replies that were whole before one was cut short", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await exchange(client, peer, line(random), line(random));
  await client.stdio.end(request + line(random));
  await expect(peer).toReceive(request);
  await peer.end(random.word(6));
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("fails where a reset comes in place of a reply", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await peer.reset();
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
