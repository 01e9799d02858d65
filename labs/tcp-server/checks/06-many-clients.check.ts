import { expect, line, lines, test } from "@wirelab/checks";

test("serves a client while another is still typing", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  const [begin, end, quick] = [random.word(5), `${random.word(3)}\n`, line(random)];
  await ann.send(begin);
  await bob.send(quick);
  await expect(bob).toReceive(quick);
  await ann.send(end);
  await expect(ann).toReceive(begin + end);
});

test("answers three clients in the reverse order of their coming", async ({ connect, random }) => {
  const peers = [await connect("ann"), await connect("bob"), await connect("cai")];
  const questions = lines(random, peers.length);
  for (const [number, peer] of [...peers.entries()].toReversed()) {
    const question = questions[number] ?? "";
    await peer.send(question);
    await expect(peer).toReceive(question);
  }
  for (const peer of peers) await expect(peer).toStaySilent({ orClose: true });
});
