import { expect, line, lines, test } from "@wirelab/checks";

test("sends the next request only when the reply is in", async ({ server, startClient, random }) => {
  const [client, requests] = [await startClient(), lines(random, 3)];
  const peer = await server.accept();
  await client.stdio.end(requests.join(""));
  for (const request of requests) {
    await expect(peer).toReceive(request);
    await expect(peer).toStaySilent({ orClose: true });
    const reply = line(random);
    await peer.send(reply);
    await expect(client.stdio).toReceive(reply);
  }
});
