import { expect, line, test } from "@wirelab/checks";
import { manyLines } from "../lines.ts";

test("survives a reset while replies are pending", async ({ connect, random }) => {
  const ann = await connect("ann");
  ann.pauseReading();
  await ann.sendUntilHeld(manyLines(random));
  await ann.reset();
  const [bob, question] = [await connect("bob"), line(random)];
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
  await ann.sendInPieces([begin]);
  await bob.reset();
  await ann.send(end);
  await expect(ann).toReceive(begin + end);
});
