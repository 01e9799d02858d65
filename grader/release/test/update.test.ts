import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import { manifestName } from "../src/manifest.ts";
import { carryOut, openRelease, planUpdate } from "../src/update/index.ts";
import { contentOf, filesIn, temporaryFolder, write } from "./support/folders.ts";
import { course, fakeRelease, updated } from "./support/releases.ts";

interface Case {
  readonly copy: string;
  readonly first: string;
  readonly next: string;
}

function makeCase({ onTestFinished }: TestContext): Case {
  const folder = temporaryFolder(onTestFinished);
  const first = fakeRelease(join(folder, "first"), "2026-09-01T08:00:00+08:00", course.first);
  const next = fakeRelease(join(folder, "next"), "2026-10-01T08:00:00+08:00", course.next);
  const copy = join(folder, "copy");
  cpSync(first, copy, { recursive: true });
  return { copy: write(copy, course.work), first, next };
}

function filesOf(folder: string): Record<string, string> {
  const { [manifestName]: _, ...files } = contentOf(folder);
  return files;
}

describe.concurrent("lab update", () => {
  test("brings everything up to date but what the student wrote", async (context) => {
    const { expect } = context;
    const { copy, next } = makeCase(context);
    const plan = planUpdate(copy, next);
    expect(filesOf(copy), "planning changes nothing").toEqual({ ...course.first, ...course.work });
    carryOut(plan, copy, next);
    expect(filesOf(copy)).toEqual(updated);
    expect(plan.kept, "newer starters that the student should look at").toEqual(["starter/echo/src/main.ts", "starter/echo/src/mine.ts"]);
    expect(plan.removed).toEqual(["grader/old/gone.ts"]);
    expect(plan.putAside).toEqual(["labs/echo/lab.ts"]);
    expect(readFileSync(join(copy, ".wirelab/put-aside/labs/echo/lab.ts"), "utf8")).toBe("scribbled");
    expect(filesIn(join(copy, ".wirelab"))).toEqual(["put-aside/labs/echo/lab.ts"]);
    expect(planUpdate(copy, next), "nothing is left to do").toEqual({ written: [], removed: [], putAside: [], kept: [] });
  });

  test("killed before any of its steps, and started again, it ends as if nothing had happened", async (context) => {
    const { expect } = context;
    const { copy, next } = makeCase(context);
    const { written, removed } = planUpdate(copy, next);
    const steps = written.length + removed.length + 1;
    expect(steps).toBeGreaterThan(6);
    for (let step = 0; step < steps; step++) {
      const half = `${copy}-${step}`;
      cpSync(copy, half, { recursive: true });
      const script = join(import.meta.dirname, "support/killed-update.ts");
      const { signal, stderr } = spawnSync(process.execPath, [script, half, next, String(step)], { encoding: "utf8" });
      expect({ signal, stderr }).toEqual({ signal: "SIGKILL", stderr: "" });
      expect(filesOf(half), `what the student wrote, after step ${step}`).toMatchObject({
        ...course.work,
        "labs/echo/lab.ts": expect.anything(),
      });
      carryOut(planUpdate(half, next), half, next);
      expect(filesOf(half)).toEqual(updated);
      expect(readFileSync(join(half, ".wirelab/put-aside/labs/echo/lab.ts"), "utf8")).toBe("scribbled");
    }
  });

  test("an older release, a damaged one and none at all are refused", async (context) => {
    const { expect } = context;
    const { copy, first, next } = makeCase(context);
    carryOut(planUpdate(copy, next), copy, next);
    expect(() => planUpdate(copy, first)).toThrow(/older than yours/);
    write(next, { "grader/check.ts": "che" });
    expect(() => planUpdate(copy, next)).toThrow(/grader\/check\.ts is not as it was released/);
    expect(() => planUpdate(copy, join(next, "labs"))).toThrow(/is no release of wirelab/);
    expect(filesOf(copy)).toEqual(updated);
  });

  test.for(["../outside.ts", "/outside.ts", "labs/../../outside.ts", "C:\\outside.ts", "labs//x.ts"])(
    "a manifest that names %s is refused",
    (path, context) => {
      const { expect } = context;
      const { copy, next } = makeCase(context);
      const manifest = JSON.parse(readFileSync(join(next, manifestName), "utf8")) as { files: Record<string, string> };
      const [hash = ""] = Object.values(manifest.files);
      write(next, { [manifestName]: JSON.stringify({ ...manifest, files: { ...manifest.files, [path]: hash } }) });
      expect(() => planUpdate(copy, next)).toThrow(/is no release of wirelab/);
    },
  );

  test("a release in a .tar.gz with a folder around it", async (context) => {
    const { expect } = context;
    const { copy, next } = makeCase(context);
    const archive = `${next}.tar.gz`;
    expect(spawnSync("tar", ["-czf", archive, "-C", join(next, ".."), "next"]).status).toBe(0);
    await using release = await openRelease(archive);
    carryOut(planUpdate(copy, release.folder), copy, release.folder);
    expect(filesOf(copy)).toEqual(updated);
    await expect(openRelease(join(next, "README.md"))).rejects.toThrow(/neither a folder nor/);
    await expect(openRelease(join(next, "nothing.zip"))).rejects.toThrow(/^There is no /);
    write(next, { "broken.tar.gz": "no archive" });
    await expect(openRelease(join(next, "broken.tar.gz"))).rejects.toThrow(/can't be unpacked/);
  });
});
