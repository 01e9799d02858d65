import { expect } from "@wirelab/checks";
import { askForEchoes, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

test("remembers the last thousand requests of a peer", async ({ ann, random }) => {
  const name = random.word(5);
  const added: { id: string; total: number }[] = [];
  for (const echoes of [500, 499, 498]) {
    await askForEchoes(ann, random, echoes);
    const [id, total] = [newId(random), added.length + 1];
    await ann.send(datagram(id, `ADD ${name} 1`));
    await expect(ann).toReceive(datagram(id, `${total}`));
    added.push({ id, total });
  }
  // The first ADD is the oldest of the last thousand requests by now.
  for (const { id, total } of added) {
    await ann.send(datagram(id, `ADD ${name} 1`));
    await expect(ann).toReceive(datagram(id, `${total}`));
  }
});
