import { expect, hasSecondLoopback } from "@wirelab/checks";
import { ask, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

test("repeats the reply of back then, whatever has happened since", async ({ ann, datagrams, random }) => {
  const bob = await datagrams("bob");
  const name = random.word(5);
  const repeated = [
    { id: newId(random), command: `ADD ${name} 5`, result: "5" },
    { id: newId(random), command: `GET ${name}`, result: "5" },
    { id: newId(random), command: `SUBTRACT ${name} 5`, result: undefined },
    { id: newId(random), command: `ADD ${name} -7`, result: "-2" },
  ];
  const askAll = async (): Promise<void> => {
    for (const { id, command, result } of repeated) {
      await ann.send(datagram(id, command));
      if (result === undefined) await expect(ann).toReceiveLike(new RegExp(`^${id} ERR .`, "s"), `${id} ERR <reason>`);
      else await expect(ann).toReceive(datagram(id, result));
    }
  };
  await askAll();
  await ask(bob, random, `ADD ${name} 100`, "98");
  await askAll();
  await ask(bob, random, `GET ${name}`, "98");
});

test("takes the same port of another address for another peer", async ({ ann, datagrams, random, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const id = newId(random);
  const bob = await datagrams("bob", { host: "127.0.0.2", port: ann.port });
  const [name, amount] = [random.word(5), random.int(1, 999)];
  for (const [peer, total] of [
    [ann, amount],
    [bob, 2 * amount],
  ] as const) {
    await peer.send(datagram(id, `ADD ${name} ${amount}`));
    await expect(peer).toReceive(datagram(id, `${total}`));
  }
});

test("takes an id that comes again for a repeated request, whatever its command", async ({ ann, random }) => {
  const id = newId(random);
  const [name, other] = [random.word(5), random.word(6)];
  for (const command of [`ADD ${name} 3`, `ADD ${other} 4`, `ECHO ${other}`, "nonsense"]) {
    await ann.send(datagram(id, command));
    await expect(ann).toReceive(datagram(id, "3"));
  }
  await ask(ann, random, `GET ${other}`, "0");
});
