import { expect } from "@wirelab/checks";
import { ask, datagram, largest, longestId, newId } from "../requests.ts";
import { test } from "../test.ts";

/** Bytes that a program may take for white space: what becomes of them at both ends is another stage's business. */
const space = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0];

test("takes the largest datagram there is", async ({ ann, random }) => {
  const id = newId(random, longestId);
  const begin = datagram(id, "ECHO ");
  const bytes = random.bytes(largest - begin.length, space);
  await ann.send(Buffer.concat([begin, bytes]));
  await expect(ann).toReceive(datagram(id, bytes));
});

test("keeps all byte values, and characters that are cut", async ({ ann, random }) => {
  const values = Buffer.from([0x3c, ...random.shuffle(Array.from({ length: 256 }, (_, value) => value)), 0x3e]);
  const cut = Buffer.from("好").subarray(0, 2);
  for (const bytes of [values, cut, Buffer.from("é漢🧵\0")]) await ask(ann, random, Buffer.concat([Buffer.from("ECHO "), bytes]), bytes);
});
