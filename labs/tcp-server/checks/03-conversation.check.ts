import { expect, lines, test } from "@wirelab/checks";

test("answers ten lines in turn on one connection", async ({ peer, random }) => {
  for (const line of lines(random, 10)) {
    await peer.send(line);
    await expect(peer).toReceive(line);
  }
  await expect(peer).toStaySilent();
});
