import { mkdirSync, mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { html } from "../../src/index.ts";
import { filesOf, generatedClass } from "./generated-class.ts";

const budget = { seconds: 5, indexBytes: 5 * 2 ** 20 };

test("300 students in 4 labs are written in 5 s, and the class's page has at most 5 MB", () => {
  const reports = generatedClass(300);
  using folder = mkdtempDisposableSync(join(tmpdir(), "wirelab-html-"));
  let index = 0;
  let total = 0;
  // CPU time, as a test holds on a busy machine too.
  const began = process.cpuUsage();
  for (const { path, content } of filesOf(html, reports)) {
    const target = join(folder.path, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    total += Buffer.byteLength(content);
    if (path === "index.html") index = Buffer.byteLength(content);
  }
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  process.stdout.write(
    `${reports.length} reports: ${seconds.toFixed(2)} s of CPU, index.html ${(index / 1e6).toFixed(2)} MB, all ${(total / 1e6).toFixed(0)} MB\n`,
  );
  expect(index).toBeGreaterThan(300 * 4);
  expect(index).toBeLessThan(budget.indexBytes);
  expect(seconds).toBeLessThan(budget.seconds);
}, 900_000);
