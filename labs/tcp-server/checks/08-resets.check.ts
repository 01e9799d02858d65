import { expect, line, test } from "@wirelab/checks";

test("survives the reset of an idle client", async ({ connect, random }) => {
  const [ann, before] = [await connect("ann"), line(random)];
  await ann.send(before);
  await expect(ann).toReceive(before);
  await ann.reset();
  const [bob, after] = [await connect("bob"), line(random)];
  await bob.send(after);
  await expect(bob).toReceive(after);
});

test("survives a reset in the middle of a line", async ({ connect, random }) => {
  const ann = await connect("ann");
  await ann.sendInPieces([random.word(5)]);
  await ann.reset();
  const [bob, question] = [await connect("bob"), line(random)];
  await bob.send(question);
  await expect(bob).toReceive(question);
});
