import { expect, line, test } from "@wirelab/checks";
import { exchange, partInPeace } from "../conversation.ts";

test("half-closes at the end of its input, and exits when the server has closed", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  await exchange(client, peer, line(random), line(random));
  await partInPeace(client, peer);
});

test("prints what still comes after it has half-closed", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  await exchange(client, peer, line(random), line(random));
  await client.stdio.end();
  await expect(peer).toBeClosed();
  const farewell = line(random);
  await peer.send(farewell);
  await expect(client).toKeepRunning();
  await peer.end();
  await expect(client.stdio).toReceive(farewell);
  await expect(client).toExit(0);
});
