import { expect, line, test } from "@wirelab/checks";

test("prints no piece of a reply that FIN cut short", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await peer.end(random.word(6));
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("prints no piece of a reply that a reset cut short", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await peer.sendInPieces([random.word(6)]);
  await peer.reset();
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
