import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Language, Text } from "@wirelab/model";
import { Html, html } from "./html.ts";
import { words } from "./words.ts";

/** What a kind of page has inlined: files of `client/`, one after the other. One hash of each lets them, and nothing else, act. */
export interface Client {
  readonly style: Inlined;
  readonly script: Inlined;
}

interface Inlined {
  readonly element: Html;
  readonly hash: string;
}

/** Reads what a kind of page needs beside what all have. */
export function client({ styles, scripts }: { readonly styles: readonly string[]; readonly scripts: readonly string[] }): Client {
  return { style: inlined("style", ["colours.css", "base.css", ...styles]), script: inlined("script", ["base.js", ...scripts]) };
}

function inlined(element: "style" | "script", names: readonly string[]): Inlined {
  const files = names.map((name) => readFileSync(new URL(`client/${name}`, import.meta.url), "utf8"));
  const content = files.join("\n");
  return {
    element: new Html(`<${element}>${content}</${element}>`),
    hash: `'sha256-${createHash("sha256").update(content).digest("base64")}'`,
  };
}

function policyFor({ style, script }: Client): string {
  return [
    "default-src 'none'",
    `style-src ${style.hash}`,
    `script-src ${script.hash}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

interface Page {
  readonly title: Text;
  readonly language: Language;
  /** Where "back" leads, if anywhere. */
  readonly up?: string | undefined;
  readonly client: Client;
  readonly main: Html;
}

/** A whole page that needs no other file and no network. */
export function page({ title, language, up, client: inline, main }: Page): string {
  return html`<!doctype html>
    <html lang="${language}" data-title-en="${title.en}" data-title-zh="${title.zh}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(inline)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title[language]}</title>
        ${inline.style.element} ${inline.script.element}
      </head>
      <body>
        <a class="skip" href="#page">${words.goTo}</a>
        <header class="bar">
          <div>
            ${up === undefined ? html`<span class="brand">wirelab</span>` : html`<a class="brand" href="${up}">← ${words.back}</a>`}
          </div>
          <div class="switches">
            <button type="button" data-language="en" aria-pressed="${String(language === "en")}">English</button
            ><button type="button" data-language="zh" aria-pressed="${String(language === "zh")}">中文</button>
            <button type="button" data-theme-switch aria-pressed="false">
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="1.5" />
                <path d="M9 2a7 7 0 0 1 0 14z" fill="currentColor" /></svg
              ><span class="sr">${words.color}</span>
            </button>
          </div>
        </header>
        <main id="page">${main}</main>
      </body>
    </html> `.markup;
}
