import { expect, lines, test } from "@wirelab/checks";

test("answers a hundred lines in turn and stays open", async ({ peer, random }) => {
  for (const line of lines(random, 100)) {
    await peer.send(line);
    await expect(peer).toReceive(line);
  }
  await expect(peer).toStaySilent();
});
