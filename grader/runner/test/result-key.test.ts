import { chmodSync, cpSync, mkdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { type Circumstances, contentOf, resultKey } from "../src/store/key.ts";
import { temporaryFolder } from "./support/temporary.ts";

const circumstances: Circumstances = {
  lab: "tcp-server",
  submission: "ann",
  content: "0123",
  stages: ["listen", "echo"],
  visibleOnly: false,
  withReference: false,
  seed: 7,
  sandbox: "bwrap",
  round: 0,
};

const others: Partial<Circumstances>[] = [
  { lab: "tcp-client" },
  { submission: "bob" },
  { content: "0124" },
  { stages: ["listen"] },
  { visibleOnly: true },
  { withReference: true },
  { seed: 8 },
  { sandbox: "none" },
  { round: 1 },
];

test("the same circumstances give the same key, and each that differs another one", async ({ expect }) => {
  const key = await resultKey(circumstances);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await resultKey({ ...circumstances, stages: ["echo", "listen"] })).toBe(key);
  const keys = await Promise.all(others.map((other) => resultKey({ ...circumstances, ...other })));
  expect(new Set([key, ...keys]).size).toBe(1 + others.length);
});

test("content is names, bytes and what can be executed; not where it lies, nor since when", async (context) => {
  const { expect } = context;
  const folder = temporaryFolder(context);
  const content = (name: string): Promise<string> =>
    contentOf({ box: join(folder, name), refused: [], [Symbol.asyncDispose]: () => Promise.resolve() });
  const variant = (name: string, change: (path: string) => void): Promise<string> => {
    cpSync(join(folder, "original"), join(folder, name), { recursive: true });
    change(join(folder, name));
    return content(name);
  };
  mkdirSync(join(folder, "original/src"), { recursive: true });
  writeFileSync(join(folder, "original/src/main.js"), "main");
  writeFileSync(join(folder, "original/src/more.js"), "more");
  const original = await content("original");
  expect(await variant("elsewhere", (path) => utimesSync(join(path, "src/main.js"), 0, 0))).toBe(original);
  const changed = [
    await variant("bytes", (path) => writeFileSync(join(path, "src/main.js"), "Main")),
    await variant("name", (path) => renameSync(join(path, "src/more.js"), join(path, "src/most.js"))),
    await variant("one-more", (path) => writeFileSync(join(path, "empty"), "")),
    await variant("executable", (path) => chmodSync(join(path, "src/main.js"), 0o755)),
    // The same bytes one after the other, cut at another place.
    await variant("cut", (path) => {
      writeFileSync(join(path, "src/main.js"), "mai");
      writeFileSync(join(path, "src/more.js"), "nmore");
    }),
  ];
  expect(new Set([original, ...changed]).size).toBe(1 + changed.length);
});
