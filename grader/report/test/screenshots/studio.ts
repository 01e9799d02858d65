import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { findChromium, findProgram, launch } from "../html/browser.ts";
import { Trouble } from "./session.ts";

/** The fonts in the pictures, and the packages that they come with. */
const fonts = { Inter: "fonts-inter", "DejaVu Sans Mono": "fonts-dejavu-core", "Noto Sans Mono CJK SC": "fonts-noto-cjk" } as const;

/**
 * A browser with the fonts of the pictures.
 * @throws {Trouble} where this machine lacks something
 */
export async function openStudio(): Promise<Browser> {
  const chromium = findChromium();
  const lacking = [...(chromium ? [] : ["chromium"]), ...(findProgram("pngquant") ? [] : ["pngquant"])];
  if (!chromium || lacking.length > 0) throw lacks(lacking);
  const browser = await launch(chromium, { FONTCONFIG_FILE: fileURLToPath(new URL("fonts.conf", import.meta.url)) });
  const missing = await missingFonts(browser);
  if (missing.length === 0) return browser;
  await browser.close();
  throw lacks(missing);
}

function lacks(packages: readonly string[]): Trouble {
  return new Trouble(`This machine lacks what the pictures are made with; on Debian: apt-get install ${packages.join(" ")}`);
}

/** The packages of those fonts which the browser has to do without. */
async function missingFonts(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  await page.setContent(
    Object.keys(fonts)
      .map((name) => `<p style="font-family: '${name}'">a</p>`)
      .join(""),
  );
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "p" });
  const used = await Promise.all(nodeIds.map((nodeId) => session.send("CSS.getPlatformFontsForNode", { nodeId })));
  await page.close();
  return Object.entries(fonts).flatMap(([name, pack], at) => (used[at]?.fonts.some(({ familyName }) => familyName === name) ? [] : [pack]));
}

/** The same picture with so many colours at most, in a fraction of the bytes. */
export function small(png: Buffer, colours: number): Buffer {
  return execFileSync("pngquant", ["--strip", "--nofs", "--speed", "1", String(colours), "-"], { input: png, maxBuffer: 2 ** 26 });
}
