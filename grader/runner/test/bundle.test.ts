import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { sandboxes, whyNoBwrap } from "@wirelab/sandbox";
import { describe, test, type TestContext, vi } from "vitest";
import { bundle } from "../src/bundle.ts";
import { stage } from "../src/index.ts";
import { Refusal } from "../src/refusal.ts";
import { lab } from "./support/grading.ts";
import { temporaryFolder, write } from "./support/intake.ts";

const secret = "the-hidden-value";
const lacking = await whyNoBwrap();

/** A class with something hidden in it, and one student's submission. */
function makeClass(context: TestContext, files: Readonly<Record<string, string>>): string {
  const hidden = { "hidden/x.json": `{"value":"${secret}"}`, "hidden/x.ts": `export const value = "${secret}";` };
  const base = { "base.json": "{}" };
  return join(write(temporaryFolder(context), { ...hidden, ...base, ...prefixed(files) }), "ann/tcp-server");
}

function prefixed(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`ann/tcp-server/${path}`, content]));
}

/** What becomes of src/main.ts: what it was compiled into, or why it was not. */
async function compiled(action: () => Promise<string>): Promise<string> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Refusal) return error.text.en;
    throw error;
  }
}

function graded(folder: string): Promise<string> {
  return compiled(async () => {
    await using staged = await stage(folder, lab, sandboxes.bwrap, []);
    return readFileSync(join(staged.box, ".wirelab/main.mjs"), "utf8");
  });
}

/** As it would be without intake and without a sandbox. */
function unprotected(folder: string): Promise<string> {
  return compiled(async () => {
    await bundle(folder, "src/main.ts", sandboxes.none, []);
    return readFileSync(join(folder, ".wirelab/main.mjs"), "utf8");
  });
}

const print = "console.log(x);";
const fromHidden = `import x from "hidden/x.json"; ${print}`;

describe.skipIf(lacking !== undefined)("a program that imports what is not its own", () => {
  test("by a path that leads out", async (context) => {
    const { expect } = context;
    const folder = makeClass(context, { "src/main.ts": `import x from "../../../hidden/x.json"; ${print}` });
    expect(await unprotected(folder)).toContain(secret);
    const outcome = await graded(folder);
    expect(outcome).toMatch(/Could not resolve "\.\.\/\.\.\/\.\.\/hidden\/x\.json"/);
    expect(outcome).not.toContain(secret);
  });

  test("by an absolute path", async (context) => {
    const { expect } = context;
    const folder = makeClass(context, {});
    const path = join(folder, "../../hidden/x.ts");
    write(folder, { "src/main.ts": `import { value } from ${JSON.stringify(path)}; console.log(value);` });
    expect(await unprotected(folder)).toContain(secret);
    const outcome = await graded(folder);
    expect(outcome).toMatch(/Could not resolve/);
    expect(outcome).not.toContain(secret);
  });

  test("by a node_modules that is a link", async (context) => {
    const { expect } = context;
    const folder = makeClass(context, { "src/main.ts": fromHidden });
    symlinkSync(join(folder, "../.."), join(folder, "node_modules"));
    expect(await unprotected(folder)).toContain(secret);
    const outcome = await graded(folder);
    expect(outcome).toMatch(/Could not resolve "hidden\/x\.json"/);
  });

  test("by a link among its sources", async (context) => {
    const { expect } = context;
    const folder = makeClass(context, { "src/main.ts": `import x from "./x.json"; ${print}` });
    symlinkSync(join(folder, "../../hidden/x.json"), join(folder, "src/x.json"));
    expect(await unprotected(folder)).toContain(secret);
    expect(await graded(folder)).toMatch(/Could not resolve "\.\/x\.json"/);
  });

  test.for([
    ["paths of a tsconfig.json", { "tsconfig.json": `{"compilerOptions":{"baseUrl":".","paths":{"hidden/*":["../../hidden/*"]}}}` }],
    ["a tsconfig.json that extends another", { "tsconfig.json": `{"extends":"../../base.json","compilerOptions":{"baseUrl":"../.."}}` }],
    ["a tsconfig.json beside its source", { "src/tsconfig.json": `{"compilerOptions":{"baseUrl":"../../.."}}` }],
    ["a jsconfig.json", { "jsconfig.json": `{"compilerOptions":{"baseUrl":"../.."}}` }],
    ["Yarn's map of packages", { ".pnp.cjs": `module.exports = {}; // hidden`, ".pnp.data.json": "{}" }],
  ] as const)("by %s", async ([, files], context) => {
    const outcome = await graded(makeClass(context, { "src/main.ts": fromHidden, ...files }));
    context.expect(outcome).toMatch(/Could not resolve "hidden\/x\.json"/);
  });

  test.for(["../../hidden/x.json", "./../../hidden/x.json", "/hidden/x.json", "./src/../../../hidden/x.json"])(
    "by the imports of its package.json: %s",
    async (target, context) => {
      const packageJson = JSON.stringify({ type: "module", imports: { "#x": target } });
      const outcome = await graded(makeClass(context, { "src/main.ts": `import x from "#x"; ${print}`, "package.json": packageJson }));
      context.expect(outcome).toMatch(/Could not resolve "#x"/);
    },
  );

  test.for(["/proc/self/environ", "/proc/self/cwd/../hidden/x.json", "/proc/self/root/etc/shadow", "/proc/1/environ"])(
    "from %s",
    async (path, context) => {
      const { expect } = context;
      vi.stubEnv("WIRELAB_SECRET", secret);
      context.onTestFinished(() => void vi.unstubAllEnvs());
      const source = `import x from ${JSON.stringify(path)} with { type: "text" }; ${print}`;
      const outcome = await graded(makeClass(context, { "src/main.ts": source }));
      expect(outcome).not.toContain(secret);
      expect(outcome).not.toMatch(/root:[^\n]*:/);
    },
  );
});

describe("a program's own package.json", () => {
  const files = {
    "package.json": JSON.stringify({
      type: "module",
      imports: { "#greet": "./src/greet.ts" },
      sideEffects: false,
      scripts: { start: "x" },
    }),
    "src/main.ts": `import "./effect.ts"; import { greet } from "#greet"; console.log(greet);`,
    "src/effect.ts": `globalThis.effect = "kept";`,
    "src/greet.ts": `export const greet = "hello from here";`,
  };

  test("its imports are found, and no source is dropped on its word", async (context) => {
    await using staged = await stage(write(temporaryFolder(context), files), lab, sandboxes.none, []);
    const output = readFileSync(join(staged.box, ".wirelab/main.mjs"), "utf8");
    context.expect(output).toContain("hello from here");
    context.expect(output).toContain('"kept"');
  });

  test("a tsconfig.json in a folder above the copies has no say", async (context) => {
    const above = write(temporaryFolder(context), {
      "tsconfig.json": `{"compilerOptions":{"paths":{"#greet":["./other.ts"]}}}`,
      "other.ts": `export const greet = "hello from above";`,
      "tmp/README": "",
    });
    const folder = write(temporaryFolder(context), files);
    vi.stubEnv("TMPDIR", join(above, "tmp"));
    context.onTestFinished(() => void vi.unstubAllEnvs());
    await using staged = await stage(folder, lab, sandboxes.none, []);
    const output = readFileSync(join(staged.box, ".wirelab/main.mjs"), "utf8");
    context.expect(output).toContain("hello from here");
    context.expect(output).not.toContain("hello from above");
  });
});
