import { expect, test } from "@wirelab/checks";

test("keeps CR, tabs and spaces", async ({ peer, random }) => {
  const line = ` \t${random.word(5)} \t\r\n`;
  await peer.send(line);
  await expect(peer).toReceive(line);
});

test("keeps a character that a segment cuts", async ({ peer, random }) => {
  const line = Buffer.from(`${random.word(3)} 你好 🌏\n`);
  const cut = line.indexOf("好") + random.int(1, 2);
  await peer.sendInPieces([line.subarray(0, cut), line.subarray(cut)]);
  await expect(peer).toReceive(line);
});
