import { expect } from "@wirelab/checks";
import { ask, atOnce, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

test("answers three datagrams that come at once with three", async ({ program, datagrams, random }) => {
  const ann = await datagrams("ann");
  const requests = [1, 2, 3].map(() => ({ id: newId(random), bytes: random.word(random.int(3, 8)) }));
  await atOnce(program, async () => {
    for (const { id, bytes } of requests) await ann.send(datagram(id, `ECHO ${bytes}`));
  });
  await expect(ann).toReceiveInAnyOrder(requests.map(({ id, bytes }) => datagram(id, bytes)));
  await expect(ann).toStaySilent();
});

test("keeps newlines and spaces at both ends, and echoes no bytes at all", async ({ ann, random }) => {
  const [one, two] = [random.word(4), random.word(4)];
  for (const bytes of ["", `${one}\n`, `\n${one}\r\n${two}\n`, `  ${one}  ${two} `, "\n", " "])
    await ask(ann, random, `ECHO ${bytes}`, bytes);
  await expect(ann).toStaySilent();
});
