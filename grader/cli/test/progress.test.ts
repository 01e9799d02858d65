import { PassThrough } from "node:stream";
import { test } from "vitest";
import { detailsOf, Progress } from "../src/progress.ts";

const state = { done: 0, all: 200, name: "ann · udp" };

test.for([
  { after: 0, state, says: "ann · udp" },
  { after: 10, state: { ...state, done: 20 }, says: "2.0/s  −1:30  ann · udp" },
  { after: 60, state: { ...state, done: 20, faults: 2 }, says: "20.0/min  −9:00  !2  ann · udp" },
  // What was taken over took no time, and is no measure for the rest.
  { after: 60, state: { ...state, done: 185, taken: 183 }, says: "2.0/min  −7:30  ann · udp" },
  { after: 3600, state: { ...state, done: 40 }, says: "0.7/min  −4:00:00  ann · udp" },
  { after: 1, state: { ...state, done: 183, taken: 183 }, says: "ann · udp" },
])("behind the bar: $says", ({ after, state: shown, says }, { expect }) => {
  expect(detailsOf(shown, after)).toBe(says);
});

test("in a log, a line a minute", ({ expect }) => {
  let seconds = 0;
  const log = new PassThrough({ encoding: "utf8" });
  using progress = new Progress(log, () => seconds * 1000);
  for (const [at, done] of [
    [0, 0],
    [59, 10],
    [60, 20],
    [61, 21],
    [119, 29],
    [130, 40],
  ] as const) {
    seconds = at;
    progress.update({ ...state, done });
  }
  expect(log.read()).toBe("20/200  20.0/min  −9:00  ann · udp\n40/200  18.5/min  −8:40  ann · udp\n");
});
