import { expect, line, test } from "@wirelab/checks";
import { exchange, partInPeace } from "../conversation.ts";

test("takes a last line without LF for a request", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  await exchange(client, peer, line(random), line(random));
  const [last, reply] = [`${random.word(6)}\r`, line(random)];
  await client.stdio.end(last);
  await expect(peer).toReceive(`${last}\n`);
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
  await partInPeace(client, peer);
});

test("keeps a last line without LF until its turn has come", async ({ server, startClient, random }) => {
  const [client, request, last, reply] = [await startClient(), line(random), random.word(6), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request + last);
  await expect(peer).toReceive(request);
  await expect(peer).toStaySilent();
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
  await expect(peer).toReceive(`${last}\n`);
});

test("half-closes at once where there is no input", async ({ server, startClient }) => {
  const client = await startClient();
  const peer = await server.accept();
  await partInPeace(client, peer);
});

test("waits for the last reply before it exits", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await expect(client).toKeepRunning();
  const [reply, tail] = [line(random), random.word(5)];
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
  await expect(peer).toBeClosed();
  await peer.end(tail);
  await expect(client.stdio).toReceive(tail);
  await expect(client.stdio).toBeClosed();
  await expect(client).toExit(0);
});
