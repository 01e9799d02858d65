import { afterEach, beforeEach, test, vi } from "vitest";
import { Slowness, TooSlow } from "../src/slowness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Time passes, the grader is on time, and of each 25 ms the program's threads wait so many in sum. */
function pass(milliseconds: number, program: { starvation: number }, waits = 0): void {
  for (let passed = 0; passed < milliseconds; passed += 25) {
    program.starvation += waits;
    vi.advanceTimersByTime(25);
  }
}

test("what a program had waited before does not count, each wait from then on does", ({ expect }) => {
  const program = { starvation: 700 };
  using slowness = new Slowness([program]);
  pass(100, program);
  expect(slowness.delay).toBe(0);
  pass(100, program, 10);
  expect(slowness.delay).toBe(40);
});

test("threads that wait side by side delay nothing by more than the time that passes", ({ expect }) => {
  const program = { starvation: 0 };
  using slowness = new Slowness([program]);
  pass(100, program, 200);
  expect(slowness.delay).toBe(100);
});

test("of several programs, the one that waited longest counts; one that is gone keeps what it waited", ({ expect }) => {
  const [one, other] = [{ starvation: 0 }, { starvation: 0 }];
  using slowness = new Slowness([one, other]);
  pass(200, one, 20);
  pass(200, other, 5);
  one.starvation = 0;
  pass(25, other);
  expect(slowness.delay).toBe(160);
});

test("signs one after the other: waits that are many but short make no silence", ({ expect }) => {
  const program = { starvation: 0 };
  using slowness = new Slowness([program]);
  for (let number = 0; number < 40; number++) {
    slowness.sign();
    pass(100, program, 20);
  }
  expect(() => slowness.mustStayBelow(1000)).toThrow(TooSlow);
  // 100 ms from sign to sign, and 80 ms of waiting before one is seen.
  expect(() => slowness.signsMustBeWithin(180)).not.toThrow();
  expect(() => slowness.signsMustBeWithin(179)).toThrow("a program may have seen nothing for 180 ms");
});

test("since the last sign, silence may have been long too", ({ expect }) => {
  const program = { starvation: 0 };
  using slowness = new Slowness([program]);
  slowness.sign();
  pass(900, program);
  expect(() => slowness.signsMustBeWithin(800)).toThrow(TooSlow);
});
