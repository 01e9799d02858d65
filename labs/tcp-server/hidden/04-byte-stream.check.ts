import { expect, lines, test } from "@wirelab/checks";

test("joins three lines cut at any point", async ({ connect, random }) => {
  const message = lines(random, 3).join("");
  const cuts = Array.from({ length: message.length - 1 }, (_, at) => at + 1);
  await Promise.all(
    cuts.map(async (at) => {
      const peer = await connect(`cut at ${at}`);
      await peer.sendInPieces([message.slice(0, at), message.slice(at)]);
      await expect(peer).toReceive(message);
    }),
  );
});

test("joins lines that come byte by byte", async ({ peer, random }) => {
  const message = lines(random, 2).join("");
  await peer.sendInPieces(message);
  await expect(peer).toReceive(message);
  await expect(peer).toStaySilent();
});

test("answers fifty lines of one segment", async ({ peer, random }) => {
  const segment = lines(random, 50).join("");
  await peer.send(segment);
  await expect(peer).toReceive(segment);
  await expect(peer).toStaySilent();
});

test("does not lose patience with an unfinished line", async ({ peer, random }) => {
  const [begin, end] = [random.word(6), `${random.word(6)}\n`];
  await peer.send(begin);
  await expect(peer).toStaySilent({ for: 500 });
  await peer.send(end);
  await expect(peer).toReceive(begin + end);
});
