import { expect, line, test } from "@wirelab/checks";

test("prints the reply to the byte, and nothing else", async ({ server, startClient, random }) => {
  const [client, request, reply] = [await startClient(), line(random), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
  await expect(client.stdio).toStaySilent({ orClose: true });
});

test("prints an empty reply", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await expect(client.stdio).toStaySilent();
  await peer.send("\n");
  await expect(client.stdio).toReceive("\n");
  await expect(client.stdio).toStaySilent({ orClose: true });
});
