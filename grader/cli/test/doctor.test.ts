import type { Examination } from "@wirelab/sandbox";
import { describe, test } from "vitest";
import { command } from "./support/commands.ts";
import { sandbox } from "./support/submissions.ts";

const nothingInstalled = { PATH: "/no/such/folder" };

describe.concurrent("grader doctor", () => {
  test("ends with 0 where programs can be isolated, and with 2 where they cannot", async ({ expect }) => {
    const [{ code }, without] = await Promise.all([
      command("grader", ["doctor"]),
      command("grader", ["doctor"], { env: nothingInstalled }),
    ]);
    expect(code).toBe(sandbox.includes("bwrap") ? 0 : 2);
    expect(without.code).toBe(2);
  });

  test("says what is missing, what that means, and what mends it, in either language", async ({ expect }) => {
    const { stdout } = await command("grader", ["doctor"], { env: nothingInstalled });
    expect(stdout).toContain(
      "✗ bubblewrap: bubblewrap is not installed\n    Nothing is graded with --sandbox bwrap.\n    → apt-get install bubblewrap",
    );
    expect(stdout).toMatch(/\nPrograms cannot be isolated: .*\n$/);
    const chinese = await command("grader", ["doctor", "--lang", "zh"], { env: nothingInstalled });
    expect(chinese.stdout).toContain(
      "✗ bubblewrap：没有安装 bubblewrap\n    不能用 --sandbox bwrap 评分。\n    → apt-get install bubblewrap",
    );
  });

  test("prints the same as JSON", async ({ expect }) => {
    const { stdout, stderr, code } = await command("grader", ["doctor", "--json"], { env: nothingInstalled });
    const { isolates, findings } = JSON.parse(stdout) as Examination;
    expect({ code, stderr, isolates }).toEqual({ code: 2, stderr: "", isolates: false });
    expect(findings.find(({ id }) => id === "bubblewrap")).toMatchObject({ state: "missing", remedy: { zh: expect.any(String) } });
  });
});
