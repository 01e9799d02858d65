import { expect, test } from "@wirelab/checks";
import { line, manyLines } from "../lines.ts";

const mebi = 2 ** 20;

test("sends everything to a client that reads late", async ({ connect, random }) => {
  const ann = await connect("ann");
  ann.pauseReading();
  const { sent } = await ann.sendUntilStalled(manyLines(random));
  ann.resumeReading();
  await expect(ann).toReceive(sent);
  const question = line(random);
  await ann.send(question);
  await expect(ann).toReceive(question);
});

test("keeps its memory flat while a client does not read", async ({ program, connect, random }) => {
  const ann = await connect("ann");
  const before = program.memory();
  ann.pauseReading();
  await ann.sendUntilStalled(manyLines(random));
  await expect(program).toGrowByAtMost(64 * mebi, before);
});
