import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext, vi } from "vitest";
import { canaryOf } from "../src/machine.ts";
import { temporaryFolder } from "./support/temporary.ts";

/** The machine as it is, with a bubblewrap that does as a script does; sandboxes are not asked for anywhere else. */
function withBubblewrap(script: string, context: TestContext): void {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, "bwrap"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "bwrap"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  context.onTestFinished(() => void vi.unstubAllEnvs());
}

test.skipIf(process.platform !== "linux")(
  "a machine that isolates nothing any more is at fault, and why is said in both languages (Linux only)",
  async (context) => {
    const { expect } = context;
    withBubblewrap("echo 'bwrap: No space left on device' >&2; exit 1", context);
    const reason = await canaryOf("bwrap")();
    expect(reason?.en).toMatch(/^bubblewrap cannot make a sandbox here \(bwrap: No space left on device\): /);
    expect(reason?.zh).toMatch(/^bubblewrap 在这里无法建立沙箱（bwrap: No space left on device）：/);
    expect(await canaryOf("none")()).toBeUndefined();
  },
);

test.skipIf(process.platform !== "linux")(
  "a bubblewrap that starts programs and does not isolate them is found out (Linux only)",
  async (context) => {
    const { expect } = context;
    // It says that it has tried everything, and that two attacks went through.
    withBubblewrap(`echo '["reading","network"]'`, context);
    expect((await canaryOf("bwrap")())?.en).toContain(
      "a hostile program reads a file outside its own folder, reaches a network beyond its own",
    );
  },
);

test("a machine without room for files is at fault in either mode", async (context) => {
  const { expect } = context;
  vi.stubEnv("TMPDIR", join(temporaryFolder(context), "no such folder"));
  context.onTestFinished(() => void vi.unstubAllEnvs());
  for (const mode of ["none", "bwrap"] as const) expect((await canaryOf(mode)())?.en).toMatch(/^ENOENT/);
});
