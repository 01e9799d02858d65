import { expect, line, lines, test } from "@wirelab/checks";

test("serves four clients while a fifth is silent", async ({ connect, random }) => {
  const silent = await connect("silent");
  const peers = [await connect("ann"), await connect("bob"), await connect("cai"), await connect("dan")];
  for (const peer of peers.toReversed()) {
    const question = line(random);
    await peer.send(question);
    await expect(peer).toReceive(question);
  }
  await expect(silent).toStaySilent();
});

test("keeps two hundred clients apart", async ({ connect, random }) => {
  const questions = lines(random, 200);
  const peers = [];
  for (const number of questions.keys()) peers.push(await connect(`client ${number}`));
  await Promise.all(peers.map((peer, number) => peer.send((questions[number] ?? "").slice(0, 3))));
  await Promise.all(peers.toReversed().map((peer, number) => peer.send((questions.at(-1 - number) ?? "").slice(3))));
  await Promise.all(peers.map((peer, number) => expect(peer).toReceive(questions[number] ?? "")));
  for (const peer of peers.slice(0, 5)) await expect(peer).toStaySilent({ orClose: true });
});

test("serves five hundred clients one after another", async ({ connect, random }) => {
  const lanes = 10;
  const oneAfterAnother = async (lane: number): Promise<void> => {
    for (let turn = 0; turn < 500 / lanes; turn++) {
      const question = `${lane} ${turn} ${line(random)}`;
      const peer = await connect(`client ${turn} of lane ${lane}`);
      await peer.send(question);
      await expect(peer).toReceive(question);
      await peer.leave();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => oneAfterAnother(lane)));
});

test("keeps unfinished lines of several clients apart", async ({ connect, random }) => {
  const peers = [await connect("ann"), await connect("bob"), await connect("cai")];
  const questions = lines(random, peers.length);
  for (const [number, peer] of peers.entries()) await peer.sendInPieces([questions[number]?.slice(0, 3) ?? ""]);
  for (const [number, peer] of peers.entries()) await peer.send(questions[number]?.slice(3) ?? "");
  for (const [number, peer] of peers.entries()) await expect(peer).toReceive(questions[number] ?? "");
});
