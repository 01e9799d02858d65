import { expect, line, test } from "@wirelab/checks";
import { manyLines } from "../lines.ts";

test("stops reading a client that does not read, and serves others meanwhile", { meta: { weight: 3 } }, async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  ann.pauseReading();
  await ann.sendUntilStalled(manyLines(random));
  await expect(ann).toHaveStalled();
  const question = line(random);
  await bob.send(question);
  await expect(bob).toReceive(question);
});
