import { readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { loadLab } from "@wirelab/runner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageGradescope } from "../src/index.ts";
import { copyWorkspace, filesIn, git, temporaryFolder, write } from "./support/folders.ts";
import { entriesOf } from "./support/unzip.ts";

/** Much is copied, and pnpm works out a lock file. */
const patience = 300_000;

const folder = temporaryFolder((dispose) => afterAll(dispose, patience));
const workspace = join(folder, "workspace");
const signal = new AbortController().signal;
const tracked = (): string[] => git(workspace, "ls-files", "-z").split("\0").filter(Boolean);
const read = (file: string): string => readFileSync(join(workspace, file), "utf8");

async function pack(id: string, name: string, language: "en" | "zh" = "en"): Promise<{ path: string; uncommitted: number }> {
  const path = join(folder, name);
  const options = { root: workspace, lab: await loadLab(id), out: path, sandbox: "bwrap", language, signal } as const;
  return { path, uncommitted: (await packageGradescope(options)).uncommitted };
}

let packed: { path: string; uncommitted: number };

beforeAll(async () => {
  copyWorkspace(workspace);
  write(workspace, { ".env": "SECRET=1\n", "labs/tcp-server/hidden/14-draft.check.ts": "// not ready\n" });
  packed = await pack("tcp-server", "autograder.zip");
}, patience);

describe("the autograder for Gradescope", { timeout: patience }, () => {
  test("has at its top the scripts, to be executed, and all checks of its lab", async () => {
    expect(packed.uncommitted).toBe(2);
    const entries = await entriesOf(packed.path);
    const executable = [...entries].filter(([, { mode }]) => (mode & 0o111) !== 0);
    expect(executable.map(([name, { mode }]) => [name, mode])).toEqual([
      ["run_autograder", 0o755],
      ["setup.sh", 0o755],
    ]);
    const checks = tracked().filter((file) => /^labs\/tcp-server\/(?:lab\.ts|(?:checks|hidden)\/)/.test(file));
    expect(checks.length).toBeGreaterThan(20);
    expect([...entries.keys()]).toEqual(expect.arrayContaining(checks));
    expect(entries.get("settings")?.content.toString()).toMatch(/^lab=tcp-server\nsandbox=bwrap\nlanguage=en$/m);
  });

  test("has nothing of other labs, of programs of known outcome, of tests, nor anything that git does not track", async () => {
    const entries = await entriesOf(packed.path);
    const names = [...entries.keys()];
    expect(names.filter((name) => name.startsWith("labs/") && !name.startsWith("labs/tcp-server/"))).toEqual([]);
    expect(
      names.filter((name) => /^(?:solutions|starter|examples|docs|\.)|\/(?:corpus|test|e2e|templates|attacks)\/|README/.test(name)),
    ).toEqual([]);
    expect(names).not.toContain("labs/tcp-server/hidden/14-draft.check.ts");
    // By a search of another kind: what is in the files, not how they are called.
    const everything = [...entries.values()].map(({ content }) => content.toString()).join("\n");
    const others = tracked().filter((file) => /^labs\/(?!tcp-server\/)[^/]+\/hidden\//.test(file));
    const titles = others.flatMap((file) => [...read(file).matchAll(/test\("(.*?)",/g)].map(([, title = ""]) => title));
    const own = tracked()
      .filter((file) => /^labs\/tcp-server\/(?:checks|hidden)\//.test(file))
      .map(read)
      .join("\n");
    const telling = titles.filter((title) => !own.includes(`"${title}"`));
    expect(telling.length).toBeGreaterThan(50);
    expect(telling.filter((title) => everything.includes(title))).toEqual([]);
    const references = tracked().filter((file) => /^solutions\/[^/]+\/src\//.test(file));
    expect(references.length).toBeGreaterThan(4);
    for (const file of references) expect(everything.includes(read(file).slice(0, 400)), file).toBe(false);
  });

  test("has the reference of its lab where that takes part, and no other", async () => {
    const names = [...(await entriesOf((await pack("udp", "udp.zip")).path)).keys()];
    const reference = tracked().filter((file) => file.startsWith("solutions/udp/"));
    expect(reference.length).toBeGreaterThan(3);
    expect(names.filter((name) => name.startsWith("solutions/"))).toEqual(reference.toSorted());
    expect(names.filter((name) => name.startsWith("labs/")).every((name) => name.startsWith("labs/udp/"))).toBe(true);
  });

  test("is the same, byte by byte, of the same tree: at another time, in another time zone", async () => {
    const before = readFileSync(packed.path);
    const zone = process.env["TZ"];
    process.env["TZ"] = "Asia/Shanghai";
    try {
      for (const file of tracked()) utimesSync(join(workspace, file), new Date(), new Date("2001-01-01T00:00:00Z"));
      expect(readFileSync((await pack("tcp-server", "again.zip")).path).equals(before)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  test("says in the student's language whose fault it is where there is no grade, and has no score to mistake for one", async () => {
    const entries = await entriesOf((await pack("tcp-server", "zh.zip", "zh")).path);
    const text = entries.get("not-graded.json")?.content.toString() ?? "";
    expect(JSON.parse(text)).toMatchObject({ output: expect.stringMatching(/不是你的问题.*退出码/), stdout_visibility: "hidden" });
    expect(text).not.toContain("score");
  });

  test("leaves nothing behind where it cannot be made", async () => {
    const before = filesIn(folder).filter((file) => !file.startsWith("workspace/"));
    const aborted = AbortSignal.abort(new Error("enough"));
    const options = {
      root: workspace,
      lab: await loadLab("udp"),
      out: join(folder, "never.zip"),
      sandbox: "bwrap",
      language: "en",
    } as const;
    await expect(packageGradescope({ ...options, signal: aborted })).rejects.toThrow();
    expect(filesIn(folder).filter((file) => !file.startsWith("workspace/"))).toEqual(before);
  });
});
