import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Inbox } from "../src/inbox.ts";

function filled(...chunks: string[]): Inbox {
  const inbox = new Inbox();
  for (const chunk of chunks) inbox.push(Buffer.from(chunk));
  return inbox;
}

test("bytes stay until they are taken, whatever the chunks", () => {
  const inbox = filled("he", "llo", "\n");
  expect(inbox.peek().toString()).toBe("hello\n");
  expect(inbox.take(4).toString()).toBe("hell");
  expect(inbox.peek().toString()).toBe("o\n");
  expect(inbox).toHaveLength(2);
});

test("no more is taken than there is", () => {
  const inbox = filled("abc");
  expect(inbox.take(10).toString()).toBe("abc");
  expect(inbox).toHaveLength(0);
  inbox.push(Buffer.from("d"));
  expect(inbox.peek().toString()).toBe("d");
});

test("bytes agree as far as both go, from an offset on", () => {
  const inbox = filled("he", "lp");
  expect(inbox.agreesWith(Buffer.from("hello"), 0)).toBe(false);
  expect(inbox.agreesWith(Buffer.from("hello"), 4)).toBe(true);
  expect(inbox.agreesWith(Buffer.from("hel"), 0)).toBe(true);
  expect(inbox.agreesWith(Buffer.from("help me"), 0)).toBe(true);
  expect(inbox.agreesWith(Buffer.from("xelp"), 1)).toBe(true);
});

const bytes = fc.uint8Array({ max: 2, maxLength: 6 }).map((array) => Buffer.from(array));

test("it agrees as one buffer would", () => {
  fc.assert(
    fc.property(fc.array(bytes), bytes, fc.nat(8), (chunks, expected, from) => {
      const inbox = new Inbox();
      for (const chunk of chunks) inbox.push(chunk);
      const all = Buffer.concat(chunks);
      const end = Math.min(all.length, expected.length);
      expect(inbox.agreesWith(expected, from)).toBe(all.subarray(from, end).equals(expected.subarray(from, end)));
    }),
  );
});

test("it gives what came, in order, in whatever portions it is taken", () => {
  const step = fc.oneof(bytes, fc.nat(8));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const inbox = new Inbox();
      const [taken, pushed]: [Buffer[], Buffer[]] = [[], []];
      for (const next of steps) {
        if (typeof next === "number") taken.push(inbox.take(next));
        else {
          inbox.push(next);
          pushed.push(next);
        }
      }
      const rest = inbox.peek();
      expect(rest).toHaveLength(inbox.length);
      expect(Buffer.concat([...taken, rest])).toEqual(Buffer.concat(pushed));
    }),
  );
});
