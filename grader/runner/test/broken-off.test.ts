import { vi, test } from "vitest";
import { checksOf, gradeProgram } from "./support/grading.ts";
import { childrenRunning, nothingLeft } from "./support/leftovers.ts";
import { nextPorts } from "./support/ports.ts";

/** The process in which the checks of the grading under way run. */
function checkProcess(): number {
  const [pid, ...others] = childrenRunning("check-main.ts", process.pid);
  if (pid === undefined || others.length > 0) throw new Error("there is not one check process");
  return pid;
}

test("a check process that is killed in the middle leaves a report: what it did not tell is a fault", async ({ expect }) => {
  // The later checks are under way when the process is killed, and none of them can be over.
  const { report, ports } = await gradeProgram("never-reads", {
    stages: ["conversation"],
    onStage: ({ id }) => {
      if (id === "listen") process.kill(checkProcess(), "SIGKILL");
      return "go on";
    },
  });
  expect(report.stages.map(({ status }) => status)).toEqual(["passed", "fault", "fault"]);
  const unreported = checksOf(report).filter(({ stage }) => stage !== "listen");
  expect(unreported.length).toBeGreaterThan(5);
  expect(unreported.map(({ verdict }) => verdict.kind)).not.toContain("pass");
  expect(report).toMatchObject({ earned: 4, possible: 4 });
  await nothingLeft(ports);
});

test("a check process that is killed before it tells anything leaves a report of faults", async ({ expect }) => {
  const grading = gradeProgram("echoes", { stages: ["echo"] });
  process.kill(await vi.waitUntil(() => childrenRunning("check-main.ts", process.pid)[0], { timeout: 30_000, interval: 5 }), "SIGKILL");
  const { report, ports } = await grading;
  expect(checksOf(report).map(({ verdict }) => verdict.kind)).toEqual(["fault", "fault"]);
  expect(report).toMatchObject({ earned: 0, possible: 0 });
  await nothingLeft(ports);
});

test("a run that is stopped at a stage leaves none of the programs that later stages had started", async ({ expect }) => {
  const { report, ports } = await gradeProgram("never-reads", {
    stages: ["echo", "port-taken"],
    onStage: ({ id }) => (id === "listen" ? "stop" : "go on"),
  });
  expect(report.stages.map(({ id, status }) => [id, status])).toEqual([["listen", "passed"]]);
  await nothingLeft(ports);
});

test("a run that is given up throws, and leaves nothing", async ({ expect }) => {
  const interrupt = new AbortController();
  const ports = nextPorts();
  const grading = gradeProgram("never-reads", {
    stages: ["echo"],
    ports,
    signal: interrupt.signal,
    onStage: () => {
      interrupt.abort();
      return "go on";
    },
  });
  await expect(grading).rejects.toThrow(/abort/i);
  await nothingLeft(ports);
});
