import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GradeReport, text } from "@wirelab/model";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Batch, type Canary, defaultJobs, grade, type Graded, type GradeRequest, localExecutor, MachineTrouble } from "../src/index.ts";
import { checksOf, faultsOf, lab, programs } from "./support/grading.ts";
import { childrenRunning, nothingLeft } from "./support/leftovers.ts";
import { nextPorts } from "./support/ports.ts";
import { temporaryFolder } from "./support/temporary.ts";

const never = new AbortController().signal;
const healthy: Canary = async () => undefined;

function request(program: string, options: Partial<GradeRequest> = {}): GradeRequest {
  return {
    lab,
    submission: program,
    folder: join(programs, program),
    seed: 1,
    sandbox: "none",
    stages: ["listen"],
    visibleOnly: true,
    ...options,
  };
}

async function all(reports: AsyncIterable<Graded>): Promise<Graded[]> {
  const list: Graded[] = [];
  for await (const graded of reports) list.push(graded);
  return list;
}

describe("a submission that takes the check process down", () => {
  test("is set aside after three times, with a fault for each check; the class goes on", async () => {
    const canary = vi.fn(healthy);
    const executor = localExecutor({ jobs: 1, canary: () => canary });
    const [killer, good] = await all(executor.run([request("kills-the-check-process"), request("echoes")], never));
    expect(killer?.report).toMatchObject({ earned: 0, possible: 0 });
    expect(faultsOf(killer?.report as GradeReport)).toHaveLength(checksOf(killer?.report as GradeReport).length);
    expect(faultsOf(killer?.report as GradeReport)[0]).toMatch(/died 3 times \(SIGKILL\).*This machine is in order.*set aside/);
    // After each death, and once more after the fault.
    expect(canary).toHaveBeenCalledTimes(4);
    expect(good?.report).toMatchObject({ earned: 4, possible: 4 });
  });

  test("keeps the verdicts that there were: a check that failed does not pass by being run again", async (context) => {
    const tmp = temporaryFolder(context);
    vi.stubEnv("TMPDIR", tmp);
    context.onTestFinished(() => void vi.unstubAllEnvs());
    const ports = nextPorts(100);
    const deaths: number[] = [];
    const canary = vi.fn(healthy);
    const report = await grade(request("echoes-wrongly-until-told", { stages: ["conversation", "port-taken"] }), {
      signal: never,
      ports,
      canary,
      onStage: ({ id, status }) => {
        if (id !== "echo" || deaths.length > 0) return "go on";
        expect(status).toBe("failed");
        writeFileSync(join(tmp, "be-right"), "");
        deaths.push(...childrenRunning("check-main.ts", process.pid));
        for (const pid of deaths) process.kill(pid, "SIGKILL");
        return "go on";
      },
    });
    expect(deaths).toHaveLength(1);
    expect(canary).toHaveBeenCalledOnce();
    expect(faultsOf(report)).toEqual([]);
    expect(report.stages.find(({ id }) => id === "echo")?.status).toBe("failed");
    await nothingLeft(ports);
  });
});

describe("after a fault", () => {
  test("a machine that is not in order stops the batch, with its reason", async () => {
    const reports: Graded[] = [];
    const executor = localExecutor({ jobs: 1, canary: () => async () => text("the disk is full", "磁盘已满") });
    const run = async (): Promise<void> => {
      for await (const graded of executor.run([request("echoes"), request("kills-the-check-process"), request("echoes")], never))
        reports.push(graded);
    };
    await expect(run()).rejects.toThrow(new MachineTrouble(text("the disk is full", "磁盘已满")));
    expect(reports.map(({ report }) => report.submission)).toEqual(["echoes"]);
  });

  test("the canary is asked only then", async () => {
    const canary = vi.fn(healthy);
    await all(localExecutor({ jobs: 1, canary: () => canary }).run([request("exits-at-once")], never));
    expect(canary).not.toHaveBeenCalled();
  });
});

describe("results", () => {
  let folder = "";
  let batch: Batch;
  const hooks: (() => void)[] = [];
  beforeAll(async () => {
    folder = temporaryFolder({ onTestFinished: (hook) => void hooks.push(hook as () => void) });
    for (const name of ["ann", "bob"]) cpSync(join(programs, "echoes"), join(folder, name), { recursive: true });
    batch = await Batch.open(join(folder, "out"), [], { seed: 5, fresh: 5, regrade: false });
  });
  afterAll(() => hooks.forEach((hook) => hook()));

  const run = (): Promise<Graded[]> => {
    const requests = ["ann", "bob"].map((name) => request(name, { folder: join(folder, name), seed: batch.seed }));
    return all(localExecutor({ jobs: 2, results: batch.results }).run(requests, never));
  };
  const takenOf = (graded: readonly Graded[]): Record<string, boolean> =>
    Object.fromEntries(graded.map(({ report, taken }) => [report.submission, taken]));

  test("of an earlier run are taken over as they are; what has changed is graded anew", async () => {
    const first = await run();
    expect(takenOf(first)).toEqual({ ann: false, bob: false });
    const second = await run();
    expect(takenOf(second)).toEqual({ ann: true, bob: true });
    const bySubmission = (a: Graded, b: Graded): number => a.report.submission.localeCompare(b.report.submission);
    expect(second.toSorted(bySubmission).map(({ report }) => report)).toEqual(first.toSorted(bySubmission).map(({ report }) => report));
    cpSync(join(programs, "exits-at-once/src/main.ts"), join(folder, "bob/src/main.ts"));
    const third = await run();
    expect(takenOf(third)).toEqual({ ann: true, bob: false });
    expect(third.find(({ report }) => report.submission === "bob")?.report).toMatchObject({ earned: 0 });
    expect(readdirSync(join(folder, "out/results")).filter((name) => name.length > 64)).toHaveLength(3);
  });

  test("with a fault in them are not kept", async () => {
    const kept = (): string[] => readdirSync(join(folder, "out/results")).toSorted();
    const before = kept();
    cpSync(join(programs, "kills-the-check-process/src/main.ts"), join(folder, "bob/src/main.ts"));
    expect(takenOf(await run())).toEqual({ ann: true, bob: false });
    expect(kept()).toEqual(before);
  });
});

test("there are as many jobs as cores, as long as there is memory for them, and always one", () => {
  const gibi = 2 ** 30;
  expect(defaultJobs(8, 64 * gibi)).toBe(8);
  expect(defaultJobs(8, 4 * gibi)).toBe(3);
  expect(defaultJobs(8, gibi / 2)).toBe(1);
  expect(defaultJobs(64, 1024 * gibi)).toBe(20);
});
