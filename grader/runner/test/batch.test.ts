import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineLab, type GradeReport, score, text, type Verdict } from "@wirelab/model";
import { describe, test } from "vitest";
import { Batch } from "../src/index.ts";
import { temporaryFolder } from "./support/temporary.ts";

const title = text("title", "标题");
const lab = defineLab({
  id: "tcp-server",
  title,
  programs: ["main"],
  stages: [{ id: "one", points: 100, title, hint: title }],
  checkTitles: {},
});
const submissions = ["ann", "bob"].map((name) => ({ name, lab: lab.id, folder: "" }));
const plain = { seed: undefined, fresh: 1, regrade: false };
const anew = { ...plain, regrade: true };

function report(submission: string, verdicts: Readonly<Record<string, Verdict["kind"]>>): GradeReport {
  const checks = Object.entries(verdicts).map(([id, kind]) => {
    const verdict = { pass: { kind }, fail: { kind, message: "" }, skip: { kind, needs: "" }, fault: { kind, error: "" } }[kind] as Verdict;
    return { id, stage: "one", title: id, hidden: false, weight: 1, verdict, ms: 0, transcript: [] };
  });
  return score({ lab, submission, seed: 1, sandbox: "none" }, checks);
}

const [good, half] = [
  { a: "pass", b: "pass" },
  { a: "pass", b: "fail" },
] as const;

describe("a batch", () => {
  test("keeps the seed that it began with, however that was chosen", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    expect(await Batch.open(folder, submissions, { ...plain, fresh: 11 })).toMatchObject({ seed: 11 });
    expect(await Batch.open(folder, submissions, { ...plain, fresh: 12 })).toMatchObject({ seed: 11 });
    expect(await Batch.open(folder, submissions, { ...plain, seed: 13 })).toMatchObject({ seed: 13 });
    expect(await Batch.open(folder, submissions, { ...plain, fresh: 14 })).toMatchObject({ seed: 11 });
    const other = temporaryFolder(context);
    await Batch.open(other, submissions, { ...plain, seed: 15 });
    expect(await Batch.open(other, submissions, plain)).toMatchObject({ seed: 15 });
  });

  test("graded anew takes a new seed and tells who has changed by which checks", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    const first = await Batch.open(folder, submissions, { ...plain, fresh: 1 });
    await first.add(report("ann", good));
    await first.add(report("bob", good));
    expect(first.changes).toBeUndefined();
    const second = await Batch.open(folder, submissions, { ...anew, fresh: 2 });
    expect(second).toMatchObject({ seed: 2, results: { round: 1 } });
    await second.add(report("ann", good));
    await second.add(report("bob", half));
    await second.finish();
    expect(second.changes).toMatchObject([
      { submission: "bob", before: { earned: 100 }, now: { earned: 50 }, checks: [{ id: "b", before: "pass", now: "fail" }] },
    ]);
    expect(await Batch.open(folder, submissions, { ...plain, fresh: 3 })).toMatchObject({
      seed: 2,
      results: { round: 1 },
      changes: undefined,
    });
    // The same seed again is a round of its own, too: its results are not those that are there.
    expect(await Batch.open(folder, submissions, { ...anew, seed: 2 })).toMatchObject({ seed: 2, results: { round: 2 } });
  });

  test.for([
    { how: "the same command", again: { ...anew, fresh: 9 } },
    { how: "the command without --regrade", again: { ...plain, fresh: 9 } },
  ])("graded anew and broken off, is gone on with by $how", async ({ again }, context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    const first = await Batch.open(folder, submissions, plain);
    for (const { name } of submissions) await first.add(report(name, good));
    const brokenOff = await Batch.open(folder, submissions, { ...anew, fresh: 2 });
    await brokenOff.add(report("ann", half));
    const next = await Batch.open(folder, submissions, again);
    expect(next).toMatchObject({ seed: 2, results: { round: 1 } });
    await next.add(report("ann", half));
    await next.add(report("bob", half));
    expect(next.changes).toMatchObject([{ submission: "ann" }, { submission: "bob" }]);
    await next.finish();
    expect(existsSync(join(folder, "results/regrade.json"))).toBe(false);
  });

  test("graded anew and killed right after it began, takes the new seed and round all the same", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    await Batch.open(folder, submissions, { ...plain, fresh: 1 });
    const settings = readFileSync(join(folder, "results/batch.json"));
    await Batch.open(folder, submissions, { ...anew, fresh: 2 });
    writeFileSync(join(folder, "results/batch.json"), settings);
    await Batch.open(folder, submissions, { ...anew, fresh: 3 });
    expect(JSON.parse(readFileSync(join(folder, "results/batch.json"), "utf8"))).toMatchObject({ seed: 2, round: 1 });
  });

  test("finds what it has kept, but nothing that is not whole; what is kept never changes", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    const { results } = await Batch.open(folder, submissions, plain);
    await results.keep("key", report("ann", good));
    await results.keep("key", report("ann", half));
    expect(await results.find("key")).toEqual(report("ann", good));
    expect(await results.find("other")).toBeUndefined();
    writeFileSync(join(folder, "results/key.json"), '{"version":1,"lab"');
    expect(await results.find("key")).toBeUndefined();
    await results.keep("key", report("ann", half));
    expect(await results.find("key")).toEqual(report("ann", half));
    expect(readdirSync(join(folder, "results")).toSorted()).toEqual(["batch.json", "key.json"]);
  });

  test("whose settings are damaged is wrong use, not a new batch", async (context) => {
    const folder = temporaryFolder(context);
    await Batch.open(folder, submissions, plain);
    writeFileSync(join(folder, "results/batch.json"), "{}");
    await context.expect(Batch.open(folder, submissions, plain)).rejects.toThrow(/is no batch of ours, or it is damaged/);
  });
});
