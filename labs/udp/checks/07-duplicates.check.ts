import { expect } from "@wirelab/checks";
import { ask, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

test("counts a request that comes twice once, and answers it twice alike", async ({ ann, random }) => {
  const id = newId(random);
  const [name, amount] = [random.word(5), random.int(1, 999)];
  for (let times = 0; times < 3; times++) {
    await ann.send(datagram(id, `ADD ${name} ${amount}`));
    await expect(ann).toReceive(datagram(id, `${amount}`));
  }
  await ask(ann, random, `GET ${name}`, `${amount}`);
});

test("takes the same id from another port for another request", async ({ ann, datagrams, random }) => {
  const [bob, id] = [await datagrams("bob"), newId(random)];
  const [name, amount] = [random.word(5), random.int(1, 999)];
  for (const [peer, total] of [
    [ann, amount],
    [bob, 2 * amount],
  ] as const) {
    await peer.send(datagram(id, `ADD ${name} ${amount}`));
    await expect(peer).toReceive(datagram(id, `${total}`));
  }
});
