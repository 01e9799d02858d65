import { ask } from "../requests.ts";
import { test } from "../test.ts";

test("adds, takes away and tells the total, name by name", async ({ ann, random }) => {
  const [tea, coffee] = [`tea-${random.word(3)}`, `coffee-${random.word(3)}`];
  const [first, second, third] = [random.int(1, 50), random.int(51, 999), random.int(1000, 9999)];
  await ask(ann, random, `ADD ${tea} ${first}`, `${first}`);
  await ask(ann, random, `ADD ${coffee} ${second}`, `${second}`);
  await ask(ann, random, `ADD ${tea} -${third}`, `${first - third}`);
  await ask(ann, random, `GET ${tea}`, `${first - third}`);
  await ask(ann, random, `GET ${coffee}`, `${second}`);
});

test("shares the counters among all peers", async ({ ann, datagrams, random }) => {
  const bob = await datagrams("bob");
  const [name, first, second] = [random.word(5), random.int(1, 999), random.int(1, 999)];
  await ask(ann, random, `ADD ${name} ${first}`, `${first}`);
  await ask(bob, random, `ADD ${name} ${second}`, `${first + second}`);
  await ask(ann, random, `GET ${name}`, `${first + second}`);
});
