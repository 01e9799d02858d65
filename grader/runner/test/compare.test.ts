import { join } from "node:path";
import type { Lab, Measurement, MeasurementOutcome } from "@wirelab/model";
import { describe, expect, test, vi } from "vitest";
import { compare, foldersOf, labIds, leaderboard, loadLab, localExecutor, measure } from "../src/index.ts";
import { lab as tcpServer } from "./support/grading.ts";
import { nextPorts } from "./support/ports.ts";

// One after the other, as measurements disturb each other: on a machine with much else to do, that takes its time.
vi.setConfig({ testTimeout: 600_000 });

const { signal } = new AbortController();
const { solution, corpus } = foldersOf("tcp-server");
const corpusProgram = (name: string): string => join(corpus, name);

type Measured = Extract<MeasurementOutcome, { kind: "measured" }>;

async function measureProgram(folder: string, only: readonly string[], lab: Lab = tcpServer, rounds = 3): Promise<Measurement[]> {
  const passed = lab.stages.map(({ id }) => id);
  return measure({ lab, folder, seed: 1, sandbox: "none", passed, only, rounds }, { signal, ports: nextPorts(100) });
}

async function measureOne(folder: string, id: string): Promise<Measured> {
  const [measurement] = await measureProgram(folder, [id]);
  expect(measurement).toMatchObject({ id, outcome: { kind: "measured" } });
  return measurement?.outcome as Measured;
}

// Only what holds on a machine of any speed and load: the programs wait for 2 s and for 300 ms, and the reference does not.
describe("a slow program has a ratio that shows it", () => {
  test("in its start-up", async () => {
    const { submission, reference, ratio } = await measureOne(corpusProgram("accepted/slow-start"), "start-up");
    expect(submission.least).toBeGreaterThan(2000);
    expect(ratio.median).toBeGreaterThan(Math.min(10, 1000 / reference.median));
  });

  test("in its round trips", async () => {
    const { submission, ratio } = await measureOne(corpusProgram("accepted/answers-late"), "round-trips");
    expect(submission.most).toBeLessThan(3.5);
    expect(ratio.median).toBeLessThan(0.5);
  });
});

test.for(labIds())("the reference of %s is like itself, in all that the lab measures", async (id) => {
  const lab = await loadLab(id);
  const measurements = await measure(
    { lab, folder: foldersOf(id).solution, seed: 1, sandbox: "none", passed: lab.stages.map((stage) => stage.id), rounds: 1 },
    { signal, ports: nextPorts(100) },
  );
  expect(measurements.filter(({ ranks }) => ranks)).toHaveLength(1);
  for (const { id: measurement, stage, outcome } of measurements) {
    expect(lab.stages.map((known) => known.id)).toContain(stage);
    // What this machine cannot tell is left out by name; anywhere else than on Linux that is the memory, and nothing else.
    if (process.platform !== "linux" && measurement.endsWith("memory")) expect(outcome.kind).toBe("left out");
    else expect(outcome, measurement).toMatchObject({ kind: "measured" });
    if (outcome.kind !== "measured") continue;
    expect(outcome.ratio.median, measurement).toBeGreaterThan(1 / 30);
    expect(outcome.ratio.median, measurement).toBeLessThan(30);
  }
});

test("a wrong program is compared in the first check that it fails; what rests on that stage is not measured", async () => {
  const comparison = await compare(
    {
      lab: tcpServer,
      submission: "chunk-is-message",
      folder: corpusProgram("rejected/chunk-is-message"),
      seed: 7,
      sandbox: "none",
      stages: ["byte-stream"],
      measurements: ["throughput"],
    },
    { signal, ports: nextPorts(100) },
  );
  const { difference, submission, reference, measurements } = comparison;
  expect([submission.seed, reference.seed]).toEqual([7, 7]);
  expect([submission.earned < reference.earned, reference.earned]).toEqual([true, reference.possible]);
  expect(difference?.check).toBe("byte-stream/joins-a-line-that-came-in-two-segments");
  const [own, other] = [submission, reference].map(({ stages }) =>
    stages.flatMap(({ checks }) => checks).find(({ id }) => id === difference?.check),
  );
  // It answers where the reference waits for the rest of the line.
  expect(own?.transcript[difference?.divergence?.submission ?? -1]).toMatchObject({ kind: "in" });
  expect(other?.transcript[difference?.divergence?.reference ?? -1]).toMatchObject({ kind: "out" });
  expect(measurements).toMatchObject([
    {
      id: "throughput",
      outcome: { kind: "left out", reason: { en: expect.stringContaining("stage 4 byte-stream"), zh: expect.stringContaining("阶段 4") } },
    },
  ]);
});

test("a class is ranked by points first; who cannot be measured has a place all the same", async () => {
  const folders = { wrong: corpusProgram("rejected/chunk-is-message"), right: solution };
  const requests = Object.entries(folders).map(([submission, folder]) => {
    return { lab: tcpServer, submission, folder, seed: 7, sandbox: "none", stages: ["byte-stream"] } as const;
  });
  const board = await leaderboard(requests, { executor: localExecutor({ jobs: 2 }), signal, rounds: 1, onProgress: () => {} });
  expect(board).toMatchObject({
    lab: "tcp-server",
    seed: 7,
    rows: [
      { place: 1, submission: "right", measurement: { id: "throughput", outcome: { kind: "measured" } } },
      { place: 2, submission: "wrong", measurement: { id: "throughput", outcome: { kind: "left out" } } },
    ],
  });
});
