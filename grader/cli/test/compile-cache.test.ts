import { compileCache } from "@wirelab/runner/compile-cache";
import { test } from "vitest";
import { command } from "./support/commands.ts";
import { temporaryFolder } from "./support/submissions.ts";

test.for(["lab", "grader"] as const)("what Node has compiled of %s is not compiled again", async (name, context) => {
  const folder = temporaryFolder(context);
  // Node tells what it does with its cache.
  const env = { NODE_DEBUG_NATIVE: "COMPILE_CACHE" };
  await command(name, ["--help"]);
  for (const [place, options] of [
    [compileCache, { env }],
    [folder, { env: { ...env, NODE_COMPILE_CACHE: folder } }],
  ] as const) {
    const { stderr } = await command(name, ["--help"], options);
    context.expect(stderr).toContain(`reading cache from ${place}`);
    const found = /StrippedTypeScript \S+\/commands\.ts\.\.\. *success/.test(stderr);
    context.expect(found).toBe(place === compileCache);
  }
});
