import { expect, line, test } from "@wirelab/checks";

test("joins a reply cut at any point", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const length = 24;
  for (let at = 1; at <= length; at++) {
    const [request, reply] = [line(random), `${random.word(length)}\n`];
    await client.stdio.send(request);
    await expect(peer).toReceive(request);
    await peer.sendInPieces([reply.slice(0, at), reply.slice(at)]);
    await expect(client.stdio).toReceive(reply);
  }
  await expect(client.stdio).toStaySilent();
});

test("joins a reply that comes byte by byte", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const [request, reply] = [line(random), line(random)];
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await peer.sendInPieces(reply);
  await expect(client.stdio).toReceive(reply);
  await expect(client.stdio).toStaySilent();
});

test("finds the end of the last reply in the middle of a segment", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  const [reply, tail] = [line(random), random.word(5)];
  await peer.send(reply + tail);
  await expect(client.stdio).toReceive(reply);
  await expect(peer).toBeClosed();
  await peer.end();
  await expect(client.stdio).toReceive(tail);
  await expect(client.stdio).toBeClosed();
  await expect(client).toExit(0);
});

test("prints what comes together with the last reply", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const request = line(random);
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  const last = line(random) + line(random) + random.word(5);
  await peer.end(last);
  await expect(client.stdio).toReceive(last);
  await expect(client.stdio).toBeClosed();
  await expect(peer).toBeClosed();
  await expect(client).toExit(0);
});
