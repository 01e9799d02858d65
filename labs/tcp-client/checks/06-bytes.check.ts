import { expect, test } from "@wirelab/checks";
import { exchange } from "../conversation.ts";

test("keeps characters of every kind both ways", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  await exchange(client, peer, `${random.word(3)} é 你好 🙂\n`, `再见 ñ ${random.word(3)} 👋\n`);
});

test("keeps a character that a segment cuts", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const [request, reply] = [`${random.word(3)}\n`, Buffer.from(`${random.word(2)}好${random.word(2)}\n`)];
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await peer.sendInPieces([reply.subarray(0, 3), reply.subarray(3)]);
  await expect(client.stdio).toReceive(reply);
});
