import { defineLab, type GradeReport, text } from "@wirelab/model";
import { sandboxes, whyNoPython } from "@wirelab/sandbox";
import { describe, type ExpectStatic, test } from "vitest";
import { maxJobs, portsOf } from "../src/index.ts";
import { checksOf, failuresOf, faultsOf, gradeProgram, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";
import { nextPorts } from "./support/ports.ts";

const noPython = (await whyNoPython(sandboxes.none))?.problem.en;

/** What other graders got wrong, each with the program that provokes it. */
describe.concurrent("faults of other graders", () => {
  test.for(["starts-in-700-ms", "starts-in-2500-ms"])("a right server that %s passes", async (program, { expect }) => {
    const { report } = await gradeProgram(program, { stages: ["echo"] });
    expect(failuresOf(report)).toEqual([]);
    expect(report).toMatchObject({ earned: 12, possible: 12 });
  });

  test("where nobody answers nothing passes", async ({ expect }) => {
    const { report } = await gradeProgram("never-listens", { stages: ["echo", "port-taken"] });
    expect(report.earned).toBe(0);
    expect(report.stages.map(({ status }) => status)).toEqual(["failed", "skipped", "skipped"]);
  });

  test("a server that accepts one connection and closes does not pass", async ({ expect }) => {
    const { report } = await gradeProgram("accepts-one-and-closes", { stages: ["echo"] });
    expect(faultsOf(report)).toEqual([]);
    expect(report.stages.map(({ status }) => status)).toEqual(["failed", "skipped"]);
    expect(wordsOn(report, "listen/listens-on-all-addresses-when-told-0-0-0-0")).toMatch(
      /^fail: .*not taken\.\nThe program has stopped listening/,
    );
  });

  test("a failed run leaves no port taken", async ({ expect }) => {
    const ports = nextPorts(6);
    for (const turn of ["first", "second"]) {
      const { report } = await gradeProgram("leaves-child-stdio-ignore-parent-dies", { stages: ["listen"], ports });
      expect(faultsOf(report), turn).toEqual([]);
      expect(report.stages[0]?.status, turn).toBe("failed");
    }
    await nothingLeft(ports);
  });

  test.skipIf(noPython !== undefined)("the listen backlog does not stand for serving many clients", async ({ expect }) => {
    const { report } = await gradeProgram("accepts-one-client", { stages: ["many-clients"] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, "many-clients/answers-three-clients-in-the-reverse-order-of-their-coming")).toMatch(
      /^fail: The reply did not come/,
    );
    expect(wordsOn(report, "many-clients/serves-a-client-while-another-is-still-typing")).toMatch(/^fail: The reply did not come/);
  });

  test("junk that comes late fails", async ({ expect }) => {
    const { report } = await gradeProgram("sends-late-junk", { stages: ["echo"] });
    expect(wordsOn(report, "echo/sends-nothing-after-the-line")).toMatch(/^fail: Something came while nothing may be sent/);
  });

  test("output beyond what was asked for fails", async ({ expect }) => {
    const { report } = await gradeProgram("sends-extra-output", { stages: ["conversation"] });
    expect(wordsOn(report, "echo/sends-nothing-after-the-line")).toMatch(/^fail: Something came while nothing may be sent/);
    expect(report.stages.map(({ status }) => status)).toEqual(["passed", "failed", "skipped"]);
    expectShownApart(report, expect);
  });

  test("expected and actual are never shown the same", async ({ expect }) => {
    const { report } = await gradeProgram("adds-spaces", { stages: ["echo"] });
    expectShownApart(report, expect);
  });

  test("what a program said is shown in full", async ({ expect }) => {
    const { report } = await gradeProgram("answers-at-length", { stages: ["echo"] });
    const said = failuresOf(report).map(({ actual }) => actual ?? "");
    expect(said.some((words) => words.includes("I am sorry, but your line was lost on its way\\n"))).toBe(true);
    expectShownApart(report, expect);
  });

  test("a stage without checks is a fault, not a pass", async ({ expect }) => {
    const stage = { id: "without-checks", points: 100, title: text("Nothing", "无"), hint: text("None.", "无。") };
    const empty = defineLab({ id: "tcp-server", title: text("Empty", "空"), programs: ["main"], checkTitles: {}, stages: [stage] });
    const { report } = await gradeProgram("echoes", { lab: empty });
    expect(report).toMatchObject({ earned: 0, possible: 0, stages: [{ status: "fault" }] });
    expect(checksOf(report).map(({ verdict }) => verdict.kind)).toEqual(["fault"]);
  });

  test("ports stay below those that systems give to outgoing connections", async ({ expect }) => {
    expect(portsOf(0).from).toBeGreaterThan(1024);
    expect(portsOf(maxJobs - 1).to).toBeLessThan(32_768);
    const { report, ports } = await gradeProgram("exits-at-once", { stages: ["listen"] });
    const given = failuresOf(report).map(({ message }) => Number(/port (\d+)/.exec(message)?.[1]));
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeGreaterThanOrEqual(4);
    for (const port of given) expect(port).toSatisfy((number: number) => number >= ports.from && number <= ports.to);
  });
});

/** Expected and actual are shown, and never the same. */
function expectShownApart(report: GradeReport, expect: ExpectStatic): void {
  const shown = failuresOf(report).filter(({ expected }) => expected !== undefined);
  expect(shown.length).toBeGreaterThan(0);
  for (const { expected, actual } of shown) expect(actual).not.toBe(expected);
}
