import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { intake, program, submission, write } from "./support/intake.ts";

describe("an odd but right folder", () => {
  test("keeps names in Chinese, with spaces, in other scripts; empty files and folders; what may be executed", async (context) => {
    const { expect } = context;
    const files = { "src/服务器 一.ts": "a", "src/👨‍👩‍👧.ts": "b", "src/می‌خواهم.ts": "c", "empty.txt": "", "console.ts": "d", ".hidden": "e" };
    const folder = submission(context, files);
    mkdirSync(join(folder, "an empty folder"));
    write(folder, { run: "#!/bin/sh" });
    chmodSync(join(folder, "run"), 0o755);
    const taken = await intake(context, folder);
    expect(taken.refused).toEqual({});
    expect(taken.files).toEqual({ "src/main.ts": program, ...files, run: "#!/bin/sh", "an empty folder/": "" });
    expect(taken.isExecutable("run")).toBe(true);
    expect(taken.isExecutable("src/main.ts")).toBe(false);
  });

  test("a file of more than one chunk comes whole", async (context) => {
    const long = "0123456789".repeat(50_000);
    const { files } = await intake(context, submission(context, { "src/data.txt": long }));
    context.expect(files["src/data.txt"]).toBe(long);
  });

  test("16 folders deep is deep enough", async (context) => {
    const { expect } = context;
    const deep = `${"d/".repeat(16)}x.ts`;
    const { files, refused } = await intake(context, submission(context, { [deep]: "x" }));
    expect(refused).toEqual({});
    expect(files[deep]).toBe("x");
  });

  test("what is not the submission's own is left out without a word, links too", async (context) => {
    const { expect } = context;
    const folder = submission(context, {
      ".npmrc": "node-options=--require=./evil.cjs",
      ".env": "NODE_OPTIONS=--require=./evil.cjs",
      ".env.local": "",
      "tsconfig.json": "{}",
      "src/tsconfig.build.json": "{}",
      "jsconfig.json": "{}",
      ".pnp.cjs": "",
      "vitest.config.ts": "",
      ".git/config": "",
      "lib/node_modules/evil/index.js": "",
      ".wirelab/main.mjs": "evil",
      "__MACOSX/._x": "",
      "src/._main.ts": "",
    });
    symlinkSync("/", join(folder, "node_modules"));
    const { files, refused } = await intake(context, folder);
    expect(refused).toEqual({});
    expect(files).toEqual({ "src/main.ts": program, "lib/": "" });
  });

  test("a package.json keeps what Node reads of it, and no script", async (context) => {
    const { expect } = context;
    const source = {
      name: "mine",
      type: "module",
      imports: { "#lib": "./src/lib.ts" },
      scripts: { preinstall: "evil" },
      sideEffects: false,
      browser: { fs: "./evil.js" },
      dependencies: { evil: "1" },
    };
    const { files } = await intake(context, submission(context, { "package.json": `\ufeff${JSON.stringify(source)}` }));
    expect(JSON.parse(files["package.json"] ?? "")).toEqual({ name: "mine", type: "module", imports: { "#lib": "./src/lib.ts" } });
  });
});
