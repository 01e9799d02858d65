import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, fromJson, type Leaderboard } from "@wirelab/model";
import { describe, test } from "vitest";
import { command } from "./support/commands.ts";
import { program, sandbox, temporaryFolder } from "./support/submissions.ts";

describe.concurrent("grader compare", () => {
  test("--json prints one object and nothing else; --out keeps it; what cannot be started is not measured", async (context) => {
    const { expect } = context;
    const out = temporaryFolder(context);
    const args = ["compare", program("no-main"), "--lab", "tcp-server", "--seed", "3", "--json", "--out", out, ...sandbox];
    const { code, stdout, stderr } = await command("grader", args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { seed, submission, reference, measurements, ...rest } = fromJson<Comparison>(stdout);
    expect([seed, submission.earned, reference.earned]).toEqual([3, 0, 100]);
    expect(rest).toMatchObject({ version: 1, lab: "tcp-server" });
    expect(measurements.length).toBeGreaterThan(0);
    expect(new Set(measurements.map(({ outcome }) => outcome.kind))).toEqual(new Set(["left out"]));
    expect(readFileSync(join(out, "tcp-server/no-main.compare.json"), "utf8")).toBe(stdout);
    expect(readFileSync(join(out, "tcp-server/no-main.compare.html"), "utf8")).toContain("default-src &#39;none&#39;");
  });

  test("of a class, --out keeps each lab's leaderboard, and a page of it", async (context) => {
    const { expect } = context;
    const [folder, out] = [temporaryFolder(context), temporaryFolder(context)];
    cpSync(program("no-main"), join(folder, "ann/tcp-server"), { recursive: true });
    const { code, stdout } = await command("grader", ["compare", folder, "--json", "--out", out, ...sandbox]);
    const [board] = fromJson<{ leaderboards: Leaderboard[] }>(stdout).leaderboards;
    expect({ code, lab: board?.lab, rows: board?.rows.length }).toEqual({ code: 0, lab: "tcp-server", rows: 1 });
    expect(fromJson(readFileSync(join(out, "tcp-server/leaderboard.json"), "utf8"))).toEqual(board);
    expect(readFileSync(join(out, "tcp-server/leaderboard.html"), "utf8")).toMatch(/<th scope="row">ann<\/th>/);
  });

  test("says in a sentence what is missing", async ({ expect }) => {
    const { code, stdout, stderr } = await command("grader", ["compare", program("echoes")]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/--lab\.\n$/);
    expect(await command("grader", ["compare", program("echoes"), "--lab", "ftp"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no lab called "ftp"'),
    });
  });
});
