import { expect, test } from "vitest";
import { measured, type Measurement, ranked, text } from "../src/index.ts";

const timing: Measurement = {
  id: "start-up",
  title: text("start-up", "启动"),
  unit: "ms",
  better: "less",
  stage: "listen",
  outcome: measured([300, 100, 200], [50, 50, 100]),
};

test("a ratio is that of the rounds, so that a change of the machine between them does not show", () => {
  expect(timing.outcome).toMatchObject({
    submission: { median: 200, least: 100, most: 300 },
    reference: { median: 50 },
    ratio: { median: 2, least: 2, most: 6, samples: [6, 2, 2] },
  });
  expect(measured([1, 3], [1, 1])).toMatchObject({ submission: { median: 2 } });
});

test("a class is ranked by points, then by the measurement; who was not measured comes after, and who is level shares a place", () => {
  const slow: Measurement = { ...timing, outcome: measured([400], [50]) };
  const unmeasured: Measurement = { ...timing, outcome: { kind: "left out", reason: text("no", "否") } };
  const row = (submission: string, earned: number, measurement: Measurement, possible = 100) => ({
    submission,
    earned,
    possible,
    measurement,
  });
  const rows = [
    row("fay", 80, unmeasured),
    row("eve", 60, timing),
    row("dan", 80, slow),
    row("cyd", 80, timing),
    row("bob", 100, slow),
    row("ann", 40, timing, 50),
    row("abe", 80, timing),
  ];
  expect(ranked(rows).map(({ place, submission }) => `${place} ${submission}`)).toEqual([
    "1 bob",
    "2 abe",
    "2 ann",
    "2 cyd",
    "5 dan",
    "6 fay",
    "7 eve",
  ]);
});
