import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@wirelab/model";

export const root = join(import.meta.dirname, "../../../..");

/** Where the pictures lie, below the root. */
export const folder = "docs/pictures";

/** No picture is larger, in bytes, nor are all together, so that a page with several of them opens at once. */
export const most = { each: 75_000, all: 400_000 } as const;

/** The texts, ports and cuts in the pictures are the same each time. */
const seed = 8127;

/** What is photographed, in each language: a command in a terminal, or a page of the class's report; and the colours that it needs to look the same. */
export const pictures = [
  { name: "gradebook", in: "terminal", typed: "pnpm demo", columns: 100, colours: 24 },
  {
    name: "failure",
    in: "terminal",
    typed: "pnpm lab check tcp-server byte-stream --dir examples/class/chen-wei/tcp-server",
    columns: 84,
    colours: 96,
  },
  { name: "class", in: "page", path: "index.html", width: 1280, scale: 1, colours: 96, from: "body", to: ".legend" },
  {
    name: "submission",
    in: "page",
    path: "tcp-server/chen-wei.html",
    width: 880,
    scale: 1.5,
    colours: 96,
    from: ".stage.failed",
    to: ".stage.failed .failure[open]",
  },
] as const;

export type Picture = (typeof pictures)[number];

export function fileOf({ name }: Pick<Picture, "name">, language: Language): string {
  return `${folder}/${name}.${language}.png`;
}

/** What Node is given for a command that a person types. */
export function argvOf(typed: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Readonly<Record<string, string>> };
  const [, script = "", ...args] = typed.split(" ");
  const [, ...own] = (scripts[script] ?? "").split(" ");
  return [...own, ...args, "--seed", String(seed)];
}
