import { ask } from "../requests.ts";
import { test } from "../test.ts";

test("begins at zero, whatever the name, and gets back there", async ({ ann, random }) => {
  const amount = random.int(1, 999);
  for (const name of ["constructor", random.word(32), `${random.int(0, 9)}`, "-", `-${random.word(1)}-`]) {
    await ask(ann, random, `GET ${name}`, "0");
    await ask(ann, random, `ADD ${name} ${amount}`, `${amount}`);
    await ask(ann, random, `ADD ${name} -${amount}`, "0");
    await ask(ann, random, `GET ${name}`, "0");
  }
});

test("takes every integer of 32 bits, and lets the total grow beyond", async ({ ann, random }) => {
  const [up, down, small] = [random.word(4), random.word(5), random.word(6)];
  for (let total = 2147483647, times = 0; times < 3; times++) await ask(ann, random, `ADD ${up} 2147483647`, `${total * (times + 1)}`);
  for (let total = 2147483648, times = 0; times < 3; times++) await ask(ann, random, `ADD ${down} -2147483648`, `-${total * (times + 1)}`);
  await ask(ann, random, `ADD ${small} 007`, "7");
  await ask(ann, random, `ADD ${small} -0`, "7");
  await ask(ann, random, `ADD ${small} -07`, "0");
  await ask(ann, random, `ADD ${small} 000000000000005`, "5");
  await ask(ann, random, `ADD ${small} -000000000000005`, "0");
});
