import { expect, lines, test } from "@wirelab/checks";

test("joins a line that came in two segments", async ({ peer, random }) => {
  const [begin, end] = [random.word(4), `${random.word(3)}\n`];
  await peer.send(begin);
  await expect(peer).toStaySilent();
  await peer.send(end);
  await expect(peer).toReceive(begin + end);
});

test("answers every line of a segment", async ({ peer, random }) => {
  const segment = lines(random, 3).join("");
  await peer.send(segment);
  await expect(peer).toReceive(segment);
});

test("keeps the unfinished line of a segment for later", async ({ peer, random }) => {
  const [first, begin, end] = [`${random.word(5)}\n`, random.word(2), `${random.word(3)}\n`];
  await peer.send(first + begin);
  await expect(peer).toReceive(first);
  await expect(peer).toStaySilent();
  await peer.send(end);
  await expect(peer).toReceive(begin + end);
});
