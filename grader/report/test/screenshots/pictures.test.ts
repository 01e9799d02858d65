import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { languages } from "@wirelab/model";
import { Marked, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { fileOf, folder, most, pictures, root } from "./pictures.ts";

const pages = { en: ["README.md", "docs/formats.md"], zh: ["README.zh-CN.md", "docs/formats.zh-CN.md"] } as const;

/** The pictures that a page shows, by their paths below the root, each with its alternative text. */
function shownOn(page: string): [path: string, alt: string][] {
  const marked = new Marked();
  const shown: [string, string][] = [];
  void marked.walkTokens(marked.lexer(readFileSync(join(root, page), "utf8")), (token) => {
    if (token.type === "image") shown.push([join(page, "..", (token as Tokens.Image).href), (token as Tokens.Image).text]);
  });
  return shown;
}

describe.for(languages)("the pictures for readers of %s", (language) => {
  const shown = pages[language].flatMap(shownOn);

  test("are shown, all of them, and only in this language", () => {
    expect(shown.map(([path]) => path).toSorted()).toEqual(pictures.map((picture) => fileOf(picture, language)).toSorted());
  });

  test.for(shown)("%s is there, small, and told in words", ([path, alt]) => {
    expect(readFileSync(join(root, path)).subarray(1, 4).toString()).toBe("PNG");
    expect(statSync(join(root, path)).size).toBeLessThan(most.each);
    expect(alt).toMatch(language === "zh" ? /\p{Script=Han}{5}/u : /^[\x20-\x7e✓✗]{40,}$/);
  });
});

test("there is no picture that nothing shows, both languages have the same ones, and all together are small", () => {
  const files = pictures.flatMap((picture) => languages.map((language) => fileOf(picture, language)));
  const there = readdirSync(join(root, folder)).map((name) => join(folder, name));
  expect(there.toSorted()).toEqual(files.toSorted());
  expect(files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0)).toBeLessThan(most.all);
});

test.for([
  { what: "what is missing", args: [], says: /^This machine lacks what .*: apt-get install chromium pngquant\n$/ },
  { what: "that there is no such picture", args: ["cat"], says: /^There is no picture "cat", but gradebook, .*\.\n$/ },
])("pnpm screenshots says $what in a sentence", ({ args, says }) => {
  const main = join(import.meta.dirname, "main.ts");
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { env: { PATH: "/no/such/folder" }, encoding: "utf8" });
  expect(stderr).toMatch(says);
  expect(status).toBe(1);
});
