import { expect } from "@wirelab/checks";
import { ask, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

test("answers what it does not understand with ERR and a reason, and lives on", async ({ ann, random }) => {
  for (const command of ["SUBTRACT tea 5", "ADD tea", "ADD tea five", "GET"]) {
    const id = newId(random);
    await ann.send(datagram(id, command));
    await expect(ann).toReceiveLike(new RegExp(`^${id} ERR .`, "s"), `${id} ERR <reason>`);
  }
  await ask(ann, random, "GET tea", "0");
});

test("stays silent where it can read no id, and lives on", async ({ ann, random }) => {
  for (const nonsense of ["", " ", `ID-${random.word(3)} GET tea`]) {
    await ann.send(nonsense);
    await expect(ann).toStaySilent();
  }
  await ask(ann, random, "GET tea", "0");
});
