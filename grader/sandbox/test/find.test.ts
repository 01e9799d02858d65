import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { canary, examine, sandboxes, whyNoPython } from "../src/index.ts";
import { isShown } from "../src/shown.ts";
import { titled, type User, users } from "./support/machine.ts";

const { bwrap, none } = sandboxes;
const [here] = users as [User];

let folder: string;
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), "find-test-")))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function install(path: string, mode = 0o755): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, mode);
  return file;
}

describe("a command", () => {
  test("of the system's is found in every sandbox, by its name and its path; what nobody has is found in none", () => {
    for (const sandbox of [bwrap, none]) {
      for (const command of ["node", "sh", "/bin/sh"]) expect([command, sandbox.find(command)]).not.toContain(undefined);
      for (const command of ["no-such-command", "/usr/bin/no-such-command"]) expect(sandbox.find(command)).toBeUndefined();
    }
  });

  test("in a folder of one user's is found without isolation only", () => {
    const own = install("bin/own-interpreter");
    vi.stubEnv("PATH", `${dirname(own)}:${process.env["PATH"]}`);
    expect(none.find("own-interpreter")).toBe(own);
    expect([bwrap.find("own-interpreter"), bwrap.find(own)]).toEqual([undefined, undefined]);
  });

  test("is seen only where all links to it stay within what is shown, and only where it may be executed", () => {
    const [shown, hidden] = [install("usr/bin/tool"), install("home/bin/tool")];
    const links = {
      "usr/bin/inner": shown,
      "usr/bin/outer": hidden,
      "home/bin/back": shown,
      "usr/bin/there-and-back": "../../home/bin/back",
    };
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
    symlinkSync(join(folder, "home"), join(folder, "usr/share"));
    install("usr/bin/notes", 0o644);
    const seen = (name: string): boolean => isShown(join(folder, "usr", name), [join(folder, "usr")]);
    expect(["bin/tool", "bin/inner"].filter((name) => !seen(name))).toEqual([]);
    expect(["bin/outer", "bin/there-and-back", "share/bin/tool", "bin/notes", "bin/none"].filter(seen)).toEqual([]);
  });
});

test("where Python is missing, or is where programs do not see it, is told apart, by the doctor too", async () => {
  const empty = { ...bwrap, wrap: (_argv: readonly string[], policy: Parameters<typeof bwrap.wrap>[1]) => none.wrap(["false"], policy) };
  vi.stubEnv("PATH", join(folder, "bin"));
  expect((await whyNoPython(empty))?.problem.en).toBe("python3 is not installed on this machine");
  writeFileSync(install("bin/python3"), "#!/bin/sh\necho Python 3.99\n");
  expect((await whyNoPython(empty))?.problem.en).toMatch(/^python3 is installed, but not where programs in the sandbox see it/);
  expect(await whyNoPython(none)).toBeUndefined();
  // Where nothing is isolated, the doctor says what there is without isolation.
  expect(await canary()).toBeDefined();
  const { findings } = await examine();
  expect(findings.find(({ id }) => id === "python")).toMatchObject({ state: "good", found: { en: "Python 3.99" } });
});

test.skipIf(here.reason !== undefined)(
  titled("a Python of one user's own is none for programs, whatever the grader's PATH says", here),
  async () => {
    writeFileSync(install("bin/python3"), "#!/bin/sh\necho Python 3.99\n");
    vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env["PATH"]}`);
    const { findings } = await examine();
    expect(findings.find(({ id }) => id === "python")?.found.en).not.toContain("3.99");
  },
);
