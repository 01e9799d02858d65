import { expect, test } from "@wirelab/checks";
import { line, lines } from "../lines.ts";

test("survives a reset while replies are pending", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  ann.pauseReading();
  await ann.sendUntilStalled(Array.from({ length: 512 }, () => Buffer.from(lines(random, 40).join("").repeat(40))));
  await ann.reset();
  const question = line(random);
  await bob.send(question);
  await expect(bob).toReceive(question);
});

test("survives a hundred clients that connect and vanish", async ({ connect, random }) => {
  for (let client = 0; client < 100; client++) {
    const peer = await connect(`client ${client}`);
    if (client % 2 === 0) await peer.send(client % 4 === 0 ? line(random) : random.word(4));
    await peer.reset();
  }
  const [last, question] = [await connect("last"), line(random)];
  await last.send(question);
  await expect(last).toReceive(question);
});

test("keeps the conversation of a client whose neighbour is reset", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  const [begin, end] = [random.word(4), `${random.word(4)}\n`];
  await bob.sendInPieces([begin]);
  await ann.send(line(random) + random.word(3));
  await ann.reset();
  await bob.send(end);
  await expect(bob).toReceive(begin + end);
});
