import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Language, languages } from "@wirelab/model";
import type { Browser } from "playwright-core";
import { photographPage } from "./page.ts";
import { fileOf, folder, type Picture, pictures, root } from "./pictures.ts";
import { record, Trouble } from "./session.ts";
import { openStudio, small } from "./studio.ts";
import { photographTerminal } from "./terminal.ts";

/** `pnpm screenshots [name…]`: makes the pictures of the documentation anew, of what the commands really print and write. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !pictures.some((picture) => picture.name === name));
  if (unknown !== undefined) throw new Trouble(`There is no picture "${unknown}", but ${pictures.map(({ name }) => name).join(", ")}.`);
  const wanted = pictures.filter(({ name }) => names.length === 0 || names.includes(name));
  const browser = await openStudio();
  const report = mkdtempSync(join(tmpdir(), "wirelab-pictures-"));
  try {
    mkdirSync(join(root, folder), { recursive: true });
    if (wanted.some((picture) => picture.in === "page"))
      await record(`pnpm grader grade examples/class --format html --out ${report}`, "en", 100);
    for (const picture of wanted) {
      for (const language of languages) {
        const png = small(await photograph(browser, picture, language, report), picture.colours);
        const file = fileOf(picture, language);
        writeFileSync(join(root, file), png);
        process.stdout.write(`${file}  ${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}  ${(png.length / 1000).toFixed(1)} kB\n`);
      }
    }
  } finally {
    rmSync(report, { recursive: true });
    await browser.close();
  }
}

async function photograph(browser: Browser, picture: Picture, language: Language, report: string): Promise<Buffer> {
  if (picture.in === "page") return await photographPage(browser, join(report, picture.path), picture, language);
  const { typed, columns } = picture;
  return await photographTerminal(browser, typed, await record(typed, language, columns), columns);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
