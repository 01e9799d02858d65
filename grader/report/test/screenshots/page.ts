import { pathToFileURL } from "node:url";
import type { Language } from "@wirelab/model";
import type { Browser } from "playwright-core";

/** A part of a page, from the top of one element to the bottom of another. */
export interface Part {
  readonly width: number;
  /** Pixels of the picture for one of the page. */
  readonly scale: number;
  readonly from: string;
  readonly to: string;
}

/** What chooses a language on a page. */
const buttons = { en: "English", zh: "中文" } as const;

/** So many pixels beside and below the part are in the picture as well. */
const margin = 8;

/** Photographs a part of a report's page, opened from the disk as a person does. */
export async function photographPage(
  browser: Browser,
  file: string,
  { width, scale, from, to }: Part,
  language: Language,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: scale });
  try {
    await page.goto(pathToFileURL(file).href);
    await page.getByRole("button", { name: buttons[language] }).click();
    const [first, last] = [await page.locator(from).first().boundingBox(), await page.locator(to).first().boundingBox()];
    if (!first || !last) throw new Error(`${file} has no ${from} or no ${to}.`);
    const top = Math.max(0, first.y - margin);
    return await page.screenshot({ fullPage: true, clip: { x: 0, y: top, width, height: last.y + last.height + margin - top } });
  } finally {
    await page.close();
  }
}
