import { expect, line, test } from "@wirelab/checks";

test("sends the request and its LF, and nothing more", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await expect(peer).toStaySilent({ orClose: true });
});

test("says nothing before there is a request", async ({ server, startClient }) => {
  await startClient();
  const peer = await server.accept();
  await expect(peer).toStaySilent();
});

test("sends an empty request", async ({ server, startClient }) => {
  const client = await startClient();
  const peer = await server.accept();
  await client.stdio.end("\n");
  await expect(peer).toReceive("\n");
  await expect(peer).toStaySilent({ orClose: true });
});
