import { expect, test } from "@wirelab/checks";
import { line, manyLines } from "../lines.ts";

test("stops reading a client that does not read, and serves others meanwhile", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  ann.pauseReading();
  const { stalled } = await ann.sendUntilStalled(manyLines(random));
  expect(stalled, "a client that only sends must be made to wait before it has sent 32 MiB").toBe(true);
  const question = line(random);
  await bob.send(question);
  await expect(bob).toReceive(question);
});
