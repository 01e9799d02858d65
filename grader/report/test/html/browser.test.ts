import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { html, leaderboardPage } from "../../src/index.ts";
import { findChromium, launch, Reader, ReportOnDisk } from "./browser.ts";
import { leaderboardOf } from "../builders.ts";
import { filesOf, generatedClass } from "./generated-class.ts";

const chromium = findChromium();
const reports = generatedClass(12, 8127);
const failing = reports.find(({ stages }) => stages.filter(({ status }) => status === "failed").length > 3)!;
const pages = {
  "the class": "index.html",
  "a submission": `${failing.lab}/${failing.submission}.html`,
  "a leaderboard": "leaderboard.html",
};

describe.skipIf(chromium === undefined)(`in a browser${chromium === undefined ? " (this machine has no Chromium)" : ""}`, () => {
  let browser: Browser;
  let report: ReportOnDisk;
  beforeAll(async () => {
    const board = leaderboardPage(leaderboardOf(), { labs: new Map(), language: "en" });
    report = new ReportOnDisk([...filesOf(html, reports), { path: pages["a leaderboard"], content: board }]);
    browser = await launch(chromium!);
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    report?.[Symbol.dispose]();
  });

  /** Opens a page, does something with it, and sees to it that nothing went wrong. */
  async function read(path: string, options: BrowserContextOptions, action: (page: Page) => Promise<void>): Promise<void> {
    await using reader = await Reader.open(browser, report, path, options);
    await action(reader.page);
    expect(reader.troubles).toEqual([]);
  }

  const names = (page: Page): Promise<string[]> => page.locator(".heat tbody tr:not([hidden]) th").allTextContents();
  const column = async (page: Page, cell: string): Promise<number[]> =>
    (await page.locator(`.heat tbody tr ${cell}`).allTextContents()).map(Number.parseFloat);

  test("the class is sorted by any column, both ways", () =>
    read("index.html", {}, async (page) => {
      await page.getByRole("button", { name: "Total" }).click();
      const totals = await column(page, "td.total");
      expect(totals).toEqual(totals.toSorted((a, b) => b - a));
      expect(new Set(totals).size).toBeGreaterThan(3);
      await page.getByRole("button", { name: "Total" }).click();
      expect(await column(page, "td.total")).toEqual(totals.toSorted((a, b) => a - b));
      expect(await page.locator("[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
      await page.locator(".heat th.l2.column button").nth(3).click();
      const looks = await page
        .locator(".heat tbody tr td.l2.score + td + td + td + td")
        .evaluateAll((cells) => cells.map((cell) => cell.className));
      const fourth = looks.map((look) => ["x", "s", "f0", "f1", "f2", "f3", "p"].indexOf(look.slice(3)));
      expect(new Set(fourth).size).toBeGreaterThan(1);
      expect(fourth).toEqual(fourth.toSorted((a, b) => b - a));
      await page.getByRole("button", { name: "Student" }).click();
      expect(await names(page)).toEqual(reports.slice(0, 12).map(({ submission }) => submission));
    }));

  test("the class is filtered by name, by lab and by outcome", () =>
    read("index.html", {}, async (page) => {
      await page.getByLabel("Find a student").fill("-01");
      expect(await names(page)).toEqual(["student-010", "student-011", "student-012"]);
      expect(await page.locator(".count").innerText()).toMatch(/^3 \/ 12/);
      await page.getByLabel("Find a student").fill("");
      await page.getByRole("button", { name: "udp", exact: true }).click();
      expect(await page.locator(".heat tbody tr:first-child td:visible").count()).toBe(1 + 1 + 14);
      await page.getByRole("button", { name: "full marks" }).click();
      const full = reports.filter(({ lab, stages }) => lab === "udp" && stages.every(({ status }) => status === "passed"));
      expect(full.length).toBeGreaterThan(0);
      expect(await names(page)).toEqual(full.map(({ submission }) => submission));
      await page.getByRole("button", { name: "All labs" }).click();
      await page.getByRole("button", { name: "failures" }).click();
      const failed = reports.filter(({ stages }) => stages.some(({ status }) => status === "failed"));
      expect(await names(page)).toEqual([...new Set(failed.map(({ submission }) => submission))].toSorted());
    }));

  test("a cell leads to its stage, opened, and back", () =>
    read("index.html", {}, async (page) => {
      const lab = [...new Set(reports.map((candidate) => candidate.lab))].indexOf(failing.lab);
      const at = failing.stages.findIndex(({ status }) => status === "failed");
      const row = page.locator(".heat tbody tr").filter({ hasText: failing.submission });
      await row.locator(`td.l${lab}:not(.score)`).nth(at).click();
      await page.waitForURL(`**/${failing.submission}.html#stage-${at + 1}`);
      const failure = page.locator(`#stage-${at + 1} .failure`).first();
      expect(await page.locator(`#stage-${at + 1}`).getAttribute("open")).not.toBeNull();
      await failure.locator(".ladder").waitFor({ state: "visible" });
      expect(await failure.innerText()).toContain(`pnpm lab hint ${failing.lab} stage-${at + 1}`);
      await page.getByRole("link", { name: "Class" }).click();
      await page.waitForURL("**/index.html");
    }));

  test("the language changes at once, and stays chosen", () =>
    read(pages["a submission"], {}, async (page) => {
      await page.getByText("Begin here").waitFor();
      await page.evaluate("window.stayed = true");
      await page.getByRole("button", { name: "中文" }).click();
      await page.getByText("从这里开始").waitFor();
      expect(await page.getByText("Begin here").isVisible()).toBe(false);
      expect(await page.title()).toContain(`实验 ${failing.lab}`);
      expect(await page.evaluate("window.stayed")).toBe(true);
      await page.goto(report.url("index.html"));
      await page.getByText("班级成绩报告").first().waitFor();
    }));

  test("the theme is the system's until another is chosen", () =>
    read("index.html", { colorScheme: "dark" }, async (page) => {
      const brightness = (): Promise<number> =>
        page.evaluate("Number(/\\d+/.exec(getComputedStyle(document.documentElement).backgroundColor)[0])");
      expect(await brightness()).toBeLessThan(60);
      await page.getByRole("button", { name: "Light or dark" }).click();
      expect(await brightness()).toBeGreaterThan(200);
      await page.reload();
      expect(await brightness()).toBeGreaterThan(200);
    }));

  test("all is done by keyboard", async () => {
    await read("index.html", {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").innerText()).toBe("Skip to the results");
      await page.getByRole("button", { name: "Total" }).focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("[aria-sort]").innerText()).toContain("Total");
    });
    await read(pages["a submission"], {}, async (page) => {
      const stage = page.locator(".stage.passed").first();
      await stage.locator("summary").focus();
      await page.keyboard.press("Enter");
      await stage.locator(".checks").waitFor({ state: "visible" });
      const figure = page.locator(".failure[open] .ladder").first();
      await figure.locator("[data-bytes]").first().focus();
      await page.keyboard.press("Enter");
      const [hex, shown] = [
        await figure.locator("[data-bytes]").first().getAttribute("data-bytes"),
        await figure.locator(".dump pre").innerText(),
      ];
      expect(shown).toContain(hex!.slice(0, 16).match(/../g)!.join(" "));
    });
  });

  describe.for(Object.entries(pages))("%s", ([, path]) => {
    test.for(["light", "dark"] as const)("is accessible in the %s theme", (colorScheme) =>
      read(path, { colorScheme }, async (page) => {
        await page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true");
        await page.evaluate(axe.source);
        // Of the rules that are kept, that they are is enough: to list where is most of the work.
        const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run({ resultTypes: ['violations'] })");
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
        expect(passes.length).toBeGreaterThan(15);
      }),
    );

    test.for([390, 1280])("fits a screen of %i pixels in both languages", (width) =>
      read(path, { viewport: { width, height: 844 } }, async (page) => {
        await page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true");
        for (const language of ["English", "中文"]) {
          await page.getByRole("button", { name: language }).click();
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        }
      }),
    );
  });

  test("does nothing that a program says", async () => {
    const evil = `<img src=x onerror="document.title='evil'"><script>document.title='evil'</script>`;
    using hostile = new ReportOnDisk(filesOf(html, [{ ...failing, submission: "evil", stages: withMessage(evil) }]));
    await using reader = await Reader.open(browser, hostile, `${failing.lab}/evil.html`);
    await reader.page.getByText(evil).first().waitFor({ state: "attached" });
    expect(await reader.page.title()).not.toBe("evil");
    expect(reader.troubles).toEqual([]);
  });

  function withMessage(message: string): (typeof failing)["stages"] {
    const verdict = { kind: "fail", message, stderr: message } as const;
    return failing.stages.map((stage) => ({ ...stage, checks: stage.checks.map((check) => ({ ...check, verdict })) }));
  }

  test("300 students in 4 labs open in 2 s", async () => {
    using large = new ReportOnDisk(html.all!(generatedClass(300), { labs: new Map(), language: "en", at: new Date(0) }));
    await using reader = await Reader.open(browser, large, "index.html");
    const session = await reader.page.context().newCDPSession(reader.page);
    // In CPU time of the page's thread, as a test holds on a busy machine too.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await reader.page.goto(large.url("index.html"));
    expect(await reader.page.locator(".heat tbody tr").count()).toBe(300);
    const { metrics } = await session.send("Performance.getMetrics");
    const seconds = metrics.find(({ name }) => name === "TaskDuration")!.value;
    process.stdout.write(`index.html of 300 students in 4 labs opens in ${seconds.toFixed(2)} s of CPU\n`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2);
  });
});
