import { expect, line, test } from "@wirelab/checks";

test("joins a reply that came in two segments", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const [request, begin, end] = [line(random), random.word(4), `${random.word(3)}\n`];
  await client.stdio.send(request);
  await expect(peer).toReceive(request);
  await peer.send(begin);
  await expect(client.stdio).toStaySilent();
  await peer.send(end);
  await expect(client.stdio).toReceive(begin + end);
});
