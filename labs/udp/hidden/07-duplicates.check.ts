import { expect, hasSecondLoopback } from "@wirelab/checks";
import type { Random } from "@wirelab/model";
import { ask, atOnce, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

/** Ports of four digits; with a fifth, before or behind, they lie above all that programs are told to listen on. */
const ports = { from: 4000, to: 6553 };

test("repeats the reply of back then, whatever has happened since", async ({ ann, datagrams, random }) => {
  const bob = await datagrams("bob");
  const name = random.word(5);
  const repeated = [
    // An id like any other, though every object has a property of that name.
    { id: "constructor", command: `ADD ${name} 5`, result: "5" },
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

test("keeps apart what looks alike when addresses, ports and ids are written without a gap", async ({
  program,
  datagrams,
  random,
  skip,
}) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const [name, amount, id] = [random.word(5), random.int(1, 999), newId(random)];
  const [ann, bob, cai] = await onFreePorts(random, (port) =>
    Promise.all([
      datagrams("ann", { host: "127.0.0.14", port }),
      datagrams("bob", { host: program.host, port: Number(`4${port}`) }),
      datagrams("cai", { host: "127.0.0.14", port: Number(`${port}1`) }),
    ]),
  );
  // To those who leave no gap, ann's address and port read as bob's, and ann's port and her second id as cai's.
  const requests = [
    [ann, id],
    [bob, id],
    [ann, `1${id}`],
    [cai, id],
  ] as const;
  for (const [number, [peer, itsId]] of requests.entries()) {
    await peer.send(datagram(itsId, `ADD ${name} ${amount}`));
    await expect(peer).toReceive(datagram(itsId, `${(number + 1) * amount}`));
  }
});

test("counts a request once though it comes twice at once, and answers both alike", async ({ program, ann, random }) => {
  const [id, name, amount] = [newId(random), random.word(5), random.int(1, 999)];
  await atOnce(program, async () => {
    for (let times = 0; times < 2; times++) await ann.send(datagram(id, `ADD ${name} ${amount}`));
  });
  for (let times = 0; times < 2; times++) await expect(ann).toReceive(datagram(id, `${amount}`));
  await ask(ann, random, `GET ${name}`, `${amount}`);
});

test("takes an id that comes again for a repeated request, whatever its command", async ({ ann, random }) => {
  const [name, other, large] = [random.word(5), random.word(6), random.word(9000)];
  for (const [command, result] of [
    [`ADD ${name} 3`, "3"],
    [`GET ${name}`, "3"],
    [`ECHO ${other}`, other],
    [`ECHO ${large}`, large],
  ] as const) {
    const id = newId(random);
    for (const repeated of [command, `ADD ${other} 4`, `ECHO ${name}`, "nonsense"]) {
      await ann.send(datagram(id, repeated));
      await expect(ann).toReceive(datagram(id, result));
    }
  }
  await ask(ann, random, `GET ${other}`, "0");
});

/** Binds to a port, and to others that follow from it; where one of them is taken, it begins anew. */
async function onFreePorts<T>(random: Random, bind: (port: number) => Promise<T>): Promise<T> {
  for (let triesLeft = 20; ; triesLeft--) {
    try {
      return await bind(random.int(ports.from, ports.to));
    } catch (error) {
      if (triesLeft === 0 || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
}
