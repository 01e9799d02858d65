import { expect, test } from "@wirelab/checks";
import { line } from "../lines.ts";

test("survives the reset of an idle client", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  const [before, after] = [line(random), line(random)];
  await ann.send(before);
  await expect(ann).toReceive(before);
  await ann.reset();
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
