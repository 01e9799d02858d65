import { ask } from "../requests.ts";
import { test } from "../test.ts";

test("echoes more than fits into one frame", async ({ ann, random }) => {
  for (const size of [1472, 1473, 9000]) {
    const bytes = random.word(size);
    await ask(ann, random, `ECHO ${bytes}`, bytes);
  }
});
