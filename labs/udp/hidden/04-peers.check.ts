import { expect, test } from "@wirelab/checks";
import { atOnce, datagram, newId } from "../requests.ts";

test("keeps ten peers apart, round after round", async ({ program, datagrams, random }) => {
  const peers = await Promise.all(Array.from({ length: 10 }, (_, number) => datagrams(`peer ${number}`)));
  for (let round = 0; round < 3; round++) {
    const questions = random.shuffle(peers).map((peer) => ({ peer, id: newId(random), bytes: random.word(6) }));
    await atOnce(program, async () => {
      for (const { peer, id, bytes } of questions) await peer.send(datagram(id, `ECHO ${bytes}`));
    });
    for (const { peer, id, bytes } of questions) await expect(peer).toReceive(datagram(id, bytes));
  }
  for (const peer of peers) await expect(peer).toStaySilent();
});
