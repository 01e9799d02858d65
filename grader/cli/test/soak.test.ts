import { whyNoBwrap } from "@wirelab/sandbox";
import { describe, test } from "vitest";
import { soak } from "./soak/soak.ts";

const reason = process.platform === "linux" ? await whyNoBwrap() : "there is no /proc to look for processes in";
const modes = [
  { sandbox: "none", lacking: process.platform === "linux" ? undefined : reason },
  { sandbox: "bwrap", lacking: reason },
] as const;

describe.concurrent("a grader that is killed in the middle of a batch", () => {
  for (const { sandbox, lacking } of modes) {
    test.skipIf(lacking !== undefined)(
      `goes on where it was, and leaves nothing, sandbox ${sandbox}`,
      { timeout: 600_000 },
      async ({ expect }) => {
        const { kills, reports, problems } = await soak({ kills: 3, submissions: 8, sandbox, seed: Date.now() % 2 ** 31 });
        expect(problems).toEqual([]);
        expect(reports).toBe(8);
        expect(kills).toBeGreaterThan(0);
      },
    );
  }
});
