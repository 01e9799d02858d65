import { expect, line, test } from "@wirelab/checks";
import { manyLines } from "../lines.ts";

test("sends everything to a client that reads late", async ({ connect, random }) => {
  const ann = await connect("ann");
  ann.pauseReading();
  const sent = await ann.sendUntilStalled(manyLines(random));
  ann.resumeReading();
  await expect(ann).toReceive(sent);
  const question = line(random);
  await ann.send(question);
  await expect(ann).toReceive(question);
});
