import { expect } from "@wirelab/checks";
import { ask, datagram, largest, newId } from "../requests.ts";
import { test } from "../test.ts";

/** What is not quite a command: each breaks rule 5 in one place. */
const almost = [
  "ADD a 5x",
  "ADD a 5\n",
  "ADD a 5 ",
  "ADD a 5\0",
  "ADD a  5",
  "ADD  a 5",
  "ADD a +5",
  "ADD a --5",
  "ADD a -",
  "ADD a ",
  "ADD a 0x10",
  "ADD a 1_0",
  "ADD a 1e3",
  "ADD a 1.5",
  "ADD a ٣",
  "ADD a 2147483648",
  "ADD a -2147483649",
  `ADD a ${"9".repeat(400)}`,
  "ADD A 5",
  "ADD a_b 5",
  `ADD ${"a".repeat(33)} 5`,
  "ADD\ta\t5",
  "add a 5",
  "echo a",
  " ADD a 5",
  "GET a 5",
  "GET a\n",
  "GET a\0",
  "GET A",
  "GET a_b",
  `GET ${"a".repeat(33)}`,
  "GET ",
  "ADDa 5",
  "ECHOa 5",
];

test("takes nothing for a command that only looks like one", async ({ ann, random }) => {
  await ask(ann, random, "ADD a 1", "1");
  for (const command of almost) {
    const id = newId(random);
    await ann.send(datagram(id, command));
    await expect(ann).toReceiveLike(new RegExp(`^${id} ERR .`, "s"), `${id} ERR <reason>`);
  }
  await ask(ann, random, "GET a", "1");
});

test("takes nothing for an id that only looks like one", async ({ ann, random }) => {
  const id = random.word(5);
  const nonsense = [
    `${id.toUpperCase()} GET a`,
    `${random.word(17)} GET a`,
    `${id}\n GET a`,
    `${id}\tGET a`,
    `-${id} GET a`,
    ` ${id} GET a`,
    "é GET a",
    "\n",
  ];
  for (const bytes of nonsense) {
    await ann.send(bytes);
    await expect(ann).toStaySilent();
  }
  await ask(ann, random, "GET a", "0");
});

test("answers nonsense of the largest size with ERR", async ({ ann, random }) => {
  const id = newId(random);
  await ann.send(datagram(id, random.word(largest - id.length - 1)));
  await expect(ann).toReceiveLike(new RegExp(`^${id} ERR .`, "s"), `${id} ERR <reason>`);
  await ask(ann, random, "GET a", "0");
});

test("survives a barrage of rubbish, and counts none of it", async ({ ann, datagrams, random }) => {
  const vandal = await datagrams("vandal");
  const [name, amount] = [random.word(5), random.int(1, 999)];
  await ask(ann, random, `ADD ${name} ${amount}`, `${amount}`);
  for (let number = 0; number < 300; number++) {
    const rubbish = random.bytes(random.int(0, 60));
    const command = random.pick(["ECHO", "ADD", "GET", `ADD ${name}`, `GET ${name}`]);
    await vandal.send(number % 2 === 0 ? rubbish : Buffer.concat([datagram(newId(random), `${command} x`), rubbish]));
  }
  await expect(ann).toStaySilent();
  await ask(ann, random, `GET ${name}`, `${amount}`);
});
