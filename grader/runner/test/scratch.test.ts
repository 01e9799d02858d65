import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "@wirelab/checks/job";
import type { CheckResult } from "@wirelab/model";
import { owner, whyNoBwrap } from "@wirelab/sandbox";
import { describe, test, type TestContext } from "vitest";
import { runChecks } from "../src/check-run.ts";
import { root } from "../src/workspace.ts";
import { lab } from "./support/grading.ts";
import { nextPorts } from "./support/ports.ts";
import { temporaryFolder } from "./support/temporary.ts";

const reason = await whyNoBwrap();
const [stage] = lab.stages;

/** Runs a check of these tests' own. */
async function run(name: string, sandbox: Job["sandbox"], scratch: string, context: TestContext): Promise<CheckResult[]> {
  if (!stage) throw new Error("the lab has no stage");
  const file = { path: join(import.meta.dirname, `checks/${name}.check.ts`), hidden: false };
  const job: Job = {
    ...{ lab: lab.id, roles: lab.programs, run: `${owner}-${name}`, seed: 1, sandbox, transport: "tcp", env: {}, scratch },
    submission: { box: temporaryFolder(context), commands: {}, missing: {} },
    ...{ secret: [root], ports: nextPorts(), stages: [{ id: stage.id, files: [file] }] },
  };
  return runChecks(job, [stage], { signal: context.signal });
}

describe.concurrent("the folder that checks and programs write into", () => {
  test.skipIf(reason !== undefined)(
    `is bounded in a sandbox, and who fills it fails; nothing of it is on the disk${reason === undefined ? "" : ` (left out: ${reason})`}`,
    async (context) => {
      const { expect } = context;
      const scratch = temporaryFolder(context);
      const [{ verdict } = {}] = await run("fills-the-folder", "bwrap", scratch, context);
      expect(verdict).toMatchObject({ kind: "fail", texts: { message: { zh: expect.stringContaining("最多 384 MiB") } } });
      expect(readdirSync(scratch)).toEqual([]);
    },
  );

  test("is as large as the disk without one", async (context) => {
    const { expect } = context;
    const scratch = temporaryFolder(context);
    const [{ verdict } = {}] = await run("fills-the-folder", "none", scratch, context);
    expect(verdict).toEqual({ kind: "pass" });
    expect(readdirSync(scratch).filter((name) => name.startsWith("directory-"))).toHaveLength(1);
  });
});
