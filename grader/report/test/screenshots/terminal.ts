import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Terminal } from "@xterm/xterm";
import type { Browser } from "playwright-core";

const require = createRequire(import.meta.url);
const emulator = { script: require.resolve("@xterm/xterm/lib/xterm.js"), style: require.resolve("@xterm/xterm/css/xterm.css") };
const frame = readFileSync(new URL("terminal.html", import.meta.url), "utf8");

/** How the terminal looks: in colour as the pages in the dark. */
const look = {
  fontFamily: '"DejaVu Sans Mono", "Wide"',
  fontSize: 14,
  lineHeight: 1.15,
  rows: 300,
  cursorInactiveStyle: "none",
  theme: {
    background: "#15181b",
    foreground: "#e7e6e1",
    red: "#f5937d",
    green: "#82cfa8",
    yellow: "#e7bd6a",
    magenta: "#c4a5f5",
  },
} as const;

/**
 * Photographs a terminal window.
 * @param typed the command, which is the window's title
 * @param output what it has written
 */
export async function photographTerminal(browser: Browser, typed: string, output: string, columns: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 1.5 });
  try {
    await page.setContent(frame);
    await page.addStyleTag({ path: emulator.style });
    await page.addScriptTag({ path: emulator.script });
    await page.locator(".title span").evaluate((title, text) => (title.textContent = text), typed);
    await page.evaluate(show, { ...look, cols: columns, output });
    return await page.locator(".window").screenshot({ omitBackground: true });
  } finally {
    await page.close();
  }
}

/** Shows the output, and makes the terminal as high as that. Runs in the page. */
async function show({ output, ...options }: typeof look & { readonly cols: number; readonly output: string }): Promise<void> {
  const page = globalThis as unknown as { Terminal: typeof Terminal; document: { querySelector(selector: string): HTMLElement } };
  const terminal = new page.Terminal(options);
  terminal.open(page.document.querySelector(".screen"));
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  let lines = active.length;
  while (lines > 1 && active.getLine(lines - 1)?.translateToString(true) === "") lines--;
  terminal.resize(options.cols, lines);
  terminal.scrollToTop();
}
