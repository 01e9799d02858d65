import { mkdirSync, mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromJson, toJson } from "@wirelab/model";
import { expect, test } from "vitest";
import { html } from "../../src/index.ts";
import { filesOf, generatedClass } from "./generated-class.ts";

/** A machine that writes and reads the same reports as JSON in 1.4 s of CPU has 5 s for the pages; a slower one has more. */
const budget = { timesJson: 5 / 1.4, indexBytes: 5 * 2 ** 20 };

/** CPU time in seconds without the kernel's part, which varies with memory and disk: what else the machine does counts little. */
function cpuOf(action: () => void): number {
  const began = process.cpuUsage();
  action();
  return process.cpuUsage(began).user / 1e6;
}

test("300 students in 4 labs are written in 5 s, and the class's page has at most 5 MB", () => {
  const reports = generatedClass(300);
  using folder = mkdtempDisposableSync(join(tmpdir(), "wirelab-html-"));
  let index = 0;
  let total = 0;
  const writeAndRead = (): void => reports.forEach((report) => void fromJson(toJson(report)));
  const before = cpuOf(writeAndRead);
  const pages = cpuOf(() => {
    for (const { path, content } of filesOf(html, reports)) {
      const target = join(folder.path, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      total += Buffer.byteLength(content);
      if (path === "index.html") index = Buffer.byteLength(content);
    }
  });
  const json = (before + cpuOf(writeAndRead)) / 2;
  process.stdout.write(
    `${reports.length} reports: ${pages.toFixed(2)} s of CPU, ${(pages / json).toFixed(2)} times that of JSON, ` +
      `index.html ${(index / 1e6).toFixed(2)} MB, all ${(total / 1e6).toFixed(0)} MB\n`,
  );
  expect(index).toBeGreaterThan(300 * 4);
  expect(index).toBeLessThan(budget.indexBytes);
  expect(pages / json).toBeLessThan(budget.timesJson);
}, 900_000);
