import { expect, line, test } from "@wirelab/checks";

test("sends a line back", async ({ peer, random }) => {
  const hello = line(random);
  await peer.send(hello);
  await expect(peer).toReceive(hello);
});

test("says nothing before it is spoken to", async ({ peer }) => {
  await expect(peer).toStaySilent({ for: 150 });
});

test("sends nothing after the line", async ({ peer, random }) => {
  const hello = line(random);
  await peer.send(hello);
  await expect(peer).toReceive(hello);
  await expect(peer).toStaySilent({ for: 200, orClose: true });
});

test("sends an empty line back", async ({ peer }) => {
  await peer.send("\n");
  await expect(peer).toReceive("\n");
});

test("sends a line of one byte back", async ({ peer, random }) => {
  const letter = `${random.word(1)}\n`;
  await peer.send(letter);
  await expect(peer).toReceive(letter);
});
