import { expect, test } from "vitest";
import { defineLab } from "../src/index.ts";
import { labOf, stage } from "./builders.ts";

test("a lab with 100 points and stages in order is taken as it is", () => {
  const lab = labOf(stage("listen", 40), stage("echo", 60, "listen"));
  expect(defineLab(lab)).toBe(lab);
});

test.for([
  ["too few points", labOf(stage("listen", 99)), "add up to 99"],
  ["too many points", labOf(stage("listen", 40), stage("echo", 61)), "add up to 101"],
  ["no stages", labOf(), "add up to 0"],
  ["the same id twice", labOf(stage("listen", 40), stage("listen", 60)), "two stages are called listen"],
  ["a stage that needs one it has not", labOf(stage("listen", 100, "boot")), "stage listen needs boot"],
  ["a stage that needs a later one", labOf(stage("listen", 40, "echo"), stage("echo", 60)), "stage listen needs echo"],
  ["a stage that needs itself", labOf(stage("listen", 100, "listen")), "stage listen needs listen"],
] as const)("a lab is refused for %s", ([, lab, reason]) => {
  expect(() => defineLab(lab)).toThrow(reason);
});
