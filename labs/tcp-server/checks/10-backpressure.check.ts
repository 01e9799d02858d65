import { expect, line, test } from "@wirelab/checks";
import { manyLines } from "../lines.ts";

test("stops reading a client that does not read, and serves others meanwhile", { meta: { weight: 3 } }, async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  ann.pauseReading();
  await ann.sendUntilStalled(manyLines(random));
  await expect(ann).toHaveStalled();
  for (const peer of [bob, await connect("cai")]) {
    const question = line(random);
    await peer.send(question);
    await expect(peer).toReceive(question);
  }
});
