import { expect, line, lines, test } from "@wirelab/checks";

test("prints nothing but replies from the first to the last", async ({ server, startClient, random }) => {
  const [client, requests] = [await startClient(), lines(random, 4)];
  const peer = await server.accept();
  await client.stdio.end(requests.join(""));
  for (const request of requests) {
    await expect(peer).toReceive(request);
    const reply = line(random);
    await peer.send(reply);
    await expect(client.stdio).toReceive(reply);
  }
  await expect(client.stdio).toStaySilent({ orClose: true });
});
