import { expect, line, lines, test } from "@wirelab/checks";

test("takes turns for fifty requests that come at once", async ({ server, startClient, random }) => {
  const [client, requests] = [await startClient(), lines(random, 50)];
  const peer = await server.accept();
  await client.stdio.send(requests.join(""));
  for (const request of requests) {
    await expect(peer).toReceive(request);
    const [begin, end] = [random.word(3), `${random.word(3)}\n`];
    await peer.sendInPieces([begin, end]);
    await expect(client.stdio).toReceive(begin + end);
  }
  await expect(client.stdio).toStaySilent();
});

test("does not take half a reply for its turn", async ({ server, startClient, random }) => {
  const [client, [first = "", second = ""]] = [await startClient(), lines(random, 2)];
  const peer = await server.accept();
  await client.stdio.send(first + second);
  await expect(peer).toReceive(first);
  await peer.send(random.word(5));
  await expect(peer).toStaySilent();
  await peer.send("\n");
  await expect(peer).toReceive(second);
});

test("takes requests as they are typed", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  for (const request of lines(random, 3)) {
    await client.stdio.sendInPieces(request);
    await expect(peer).toReceive(request);
    const reply = line(random);
    await peer.send(reply);
    await expect(client.stdio).toReceive(reply);
  }
});
