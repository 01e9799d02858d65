import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ReportFile } from "../../src/index.ts";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** This machine's Chromium, if it has one. */
export function findChromium(): string | undefined {
  return findProgram("chromium", "chromium-browser", "google-chrome");
}

/** The first of these programs that this machine has. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function launch(executablePath: string, env: Readonly<Record<string, string>> = {}): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    timeout: 110_000,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A report in a folder of its own, as someone who was sent it has it. */
export class ReportOnDisk implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "wirelab-html-"));

  constructor(files: Iterable<ReportFile>) {
    for (const { path, content } of files) {
      const target = join(this.#folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }

  /** Where a page lies; without a path, the folder of all. */
  url(path = ""): string {
    return `${pathToFileURL(this.#folder).href}/${path}`;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** A reader before a page: what goes wrong meanwhile is kept. */
export class Reader implements AsyncDisposable {
  readonly page: Page;
  /** What the page complained of, and requests to anywhere but the report. */
  readonly troubles: string[] = [];

  private constructor(page: Page, report: ReportOnDisk) {
    this.page = page;
    page.setDefaultTimeout(100_000);
    page.on("console", (message) => this.troubles.push(message.text()));
    page.on("pageerror", (error) => this.troubles.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(report.url())) this.troubles.push(`request to ${request.url()}`);
    });
  }

  static async open(browser: Browser, report: ReportOnDisk, path: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const reader = new Reader(await context.newPage(), report);
    await reader.page.goto(report.url(path));
    return reader;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
